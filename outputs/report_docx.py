"""The summary report as a Word document, by docxtpl from our template or the office's own.

Knows templates; what is said was worded before. Texts of reports are data here, never markup or tags.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from extract.problems import SetupProblem
from outputs.flat_files import clean
from outputs.report_charts import add_chart
from outputs.report_template import build_template
from outputs.report_words import Bars, Words


def write_report(
    words: Words, bars: Sequence[Bars], kind: str, path: Path, template: Path | None = None
) -> None:
    """Write the report; an existing file is replaced.

    `kind`: units or a register. Raises SetupProblem where the office's template cannot be used.
    """
    from docx.opc.exceptions import PackageNotFoundError
    from docxtpl import DocxTemplate
    from jinja2 import TemplateError
    from jinja2.sandbox import SandboxedEnvironment

    try:
        made: Any = DocxTemplate(str(template) if template else build_template(kind))
        made.init_docx()
        charts = [
            {"title": title, "drawing": add_chart(made.docx, number, title, rows)}
            for number, (title, rows) in enumerate(bars, 1)
        ]
        context = {**_clean(words), "charts": charts, "doubts_number": "IV" if charts else "III"}
        made.render(context, SandboxedEnvironment(autoescape=True))
    except (TemplateError, PackageNotFoundError, ValueError, KeyError) as error:
        if template is None:
            raise
        raise SetupProblem(
            "bad_template",
            f"Không dùng được mẫu báo cáo {template.name}: {error}; hãy sửa mẫu hoặc bỏ tùy chọn --template.",
        ) from error
    made.save(str(path))


def _clean(value: Any) -> Any:
    """The same without characters that XML refuses."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {name: _clean(item) for name, item in value.items()}
    return [_clean(item) for item in value] if isinstance(value, list) else value
