"""Which reports an office sends on a quarter, and what stands in them: head, sections, annex, slips."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bench.world.telling import Statement, Voice, cell, sentence, table_rows
from bench.world.truth import YEAR, Office, truth

PARTY, STATE = "party", "state"
_MODES = ("prose", "prose", "prose", "list", "list", "table", "table", "mixed")
_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_SHOWN_TWICE = 0.35
_SILENT, _MISSING, _LATE, _CORRECTED, _TWICE, _SLIP = 0.05, 0.04, 0.06, 0.04, 0.03, 0.012
_TITLES = (
    "Tiếng kẻng an ninh", "Camera an ninh", "Hũ gạo tình thương", "Nhà sạch, vườn đẹp", "Tuyến đường hoa",
    "Ngày thứ Bảy cùng dân", "Tủ sách làm theo Bác", "Bữa cơm nghĩa tình", "Nuôi heo đất tiết kiệm",
    "Chợ không rác thải nhựa", "Dòng họ tự quản", "Tổ công nghệ số cộng đồng", "Ánh sáng đường quê",
    "Ba biết, hai làm", "Con đường nở hoa", "Góc học tập của em", "Tiếp dân ngoài giờ", "Hàng cây ơn Bác",
)  # fmt: skip
_OWNERS = (
    "Hội Liên hiệp Phụ nữ {}",
    "Công an {}",
    "Đoàn Thanh niên {}",
    "Hội Nông dân {}",
    "Hội Cựu chiến binh {}",
)


@dataclass(frozen=True, slots=True)
class Report:
    """One file. `blocks`: (kind, content): heading, para, item, table (rows). `models`: (title, owner)."""

    name: str
    office: Office
    family: str
    quarter: int
    head: dict[str, str]
    blocks: tuple[tuple[str, Any], ...]
    statements: tuple[Statement, ...]
    models: tuple[tuple[str, str], ...]
    note: str = ""


@dataclass(slots=True)
class _Draft:
    blocks: list[tuple[str, Any]] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    models: list[tuple[str, str]] = field(default_factory=list)

    def add(self, kind: str, told: tuple[str, list[Statement]]) -> None:
        """A paragraph of its own, or the next sentence of the one before."""
        text, statements = told
        if kind == "para" and self.blocks and self.blocks[-1][0] == "para":
            text = f"{self.blocks.pop()[1]} {text}"
        self.blocks.append((kind, text))
        self.statements += statements


@cache
def phrases() -> dict[str, Any]:
    """What offices say, by family."""
    found: dict[str, Any] = yaml.safe_load(
        Path(__file__).with_name("phrases.yaml").read_text(encoding="utf-8")
    )
    return found


def sent(office: Office, seed: int) -> Iterator[Report]:
    """All files of one office in the year, in the order of their dates."""
    random_ = random.Random(f"{seed}|{office.code}|sent")
    series = truth(office, seed)
    styles = {PARTY: random_.choice(("one", "one", "two", "two", "three")), STATE: "one"}
    for family in (PARTY, STATE):
        ways = (random_.choice(_MODES), random_.random() < 0.6, random_.random() < 0.5)
        voice = Voice(random_, office, series, 1, *ways, random_.choice(("năm", "/")))
        for quarter in (1, 2, 3, 4):
            if random_.random() < _MISSING:
                continue
            voice.quarter = quarter
            for topics, kind in _split(family, styles[family]):
                yield from _submitted(voice, family, topics, kind)


def _split(family: str, style: str) -> list[tuple[set[str | None], str]]:
    """The topics of each report that an office of this style sends, and whose report it is."""
    if family == STATE:
        return [({None}, "ubnd")]
    everything: set[str | None] = {None, "bac", "kiem-tra", "to-chuc"}
    if style == "one":
        return [(everything, "xdd")]
    if style == "two":
        return [(everything - {"bac"}, "xdd"), ({"bac"}, "bac")]
    return [({None, "to-chuc"}, "xdd"), ({"bac"}, "bac"), ({"kiem-tra"}, "ubkt")]


def _submitted(voice: Voice, family: str, topics: set[str | None], kind: str) -> Iterator[Report]:
    """The report, before it the one that it corrects, behind it copies."""
    chance = voice.random.random()
    if chance < _CORRECTED:
        voice.wrong = _slips(voice, 0.12)
        state = voice.random.getstate()
        yield _report(voice, family, topics, kind, "first")
        voice.wrong = {}
        voice.random.setstate(state)
        yield _report(voice, family, topics, kind, "corrected")
        return
    report = _report(voice, family, topics, kind, "late" if chance < _CORRECTED + _LATE else "")
    yield report
    if chance > 1 - _TWICE:
        yield replace(report, name=f"{report.name}-ban-2", note=voice.random.choice(("same", "converted")))


def _slips(voice: Voice, share: float) -> dict[tuple[str, str], Decimal]:
    """Some values of the quarter as a tired clerk writes them."""
    code = f"{YEAR}-Q{voice.quarter}"
    return {
        (id, code): _slip(voice.random, value)
        for id, value in voice.values.items()
        if value > 1 and voice.random.random() < share
    }


def _slip(random_: random.Random, value: Decimal) -> Decimal:
    step = Decimal(1).scaleb(value.normalize().as_tuple().exponent)  # type: ignore[arg-type]
    return value + step * random_.choice((1, 2, 3, -1) if value > step else (1, 2))


def _report(voice: Voice, family: str, topics: set[str | None], kind: str, note: str) -> Report:
    draft = _Draft()
    sections = [part for part in phrases()[family] if part.get("topic") in topics]
    rows: list[dict[str, Any]] = []
    for number, section in enumerate(sections, 1):
        draft.blocks.append(("heading", f"{_ROMAN[number]}. {section['heading']}"))
        for bundle in section["bundles"]:
            _tell(voice, draft, bundle, rows)
        if voice.random.random() < 0.6:
            draft.add("para", sentence(voice, voice.random.choice(phrases()["noise"][family])))
        if section.get("models"):
            _models(voice, draft)
    draft.blocks.append(("heading", "PHƯƠNG HƯỚNG, NHIỆM VỤ THỜI GIAN TỚI"))
    draft.add("para", (sentence(voice, voice.random.choice(phrases()["targets"][family]))[0], []))
    if rows:
        _annex(voice, draft, rows)
    name = f"{voice.office.code}-{kind}-q{voice.quarter}{'-lan-1' if note == 'first' else ''}"
    return Report(
        name, voice.office, family, voice.quarter, head(voice, kind, note), tuple(draft.blocks),
        tuple(draft.statements), tuple(draft.models), note,
    )  # fmt: skip


def _tell(voice: Voice, draft: _Draft, bundle: dict[str, Any], rows: list[dict[str, Any]]) -> None:
    """One bundle in the office's way, or not at all."""
    if voice.quarter not in bundle.get("when", (1, 2, 3, 4)) or voice.random.random() < _SILENT:
        return
    if "tieu-chi-nong-thon-moi" in bundle["of"] and not voice.office.rural:
        return
    tabled = voice.mode == "table" and "table" in bundle and "year" not in bundle
    if tabled:
        rows.append(bundle)
        if voice.random.random() > _SHOWN_TWICE:
            return
    form = (
        "list" if voice.mode == "list" or (voice.mode == "mixed" and voice.random.random() < 0.5) else "prose"
    )
    form = form if form in bundle else "prose"
    if form == "prose" and "zero" in bundle and voice.values[bundle["of"][0]] == 0:
        text, _ = sentence(voice, voice.random.choice(bundle["zero"]))
        id = bundle["of"][0]
        draft.add(
            "para", (text, [Statement(id, f"{YEAR}-Q{voice.quarter}", None, Decimal(), Decimal(), "", text)])
        )
        return
    kept = voice.wrong
    if tabled:
        voice.wrong = kept | _slips(voice, _SLIP)
    draft.add(
        "item" if form == "list" else "para",
        sentence(voice, voice.random.choice(bundle[form]), bundle.get("year")),
    )
    voice.wrong = kept


def _models(voice: Voice, draft: _Draft) -> None:
    owners = [owner.format(voice.office.full) for owner in _OWNERS]
    named = [
        (title, voice.random.choice(owners))
        for title in voice.random.sample(_TITLES, voice.random.randint(1, 3))
    ]
    told = "; ".join(f"mô hình “{title}” của {owner}" for title, owner in named)
    draft.add("para", (f"Tiêu biểu như: {told}.", []))
    draft.models += named


def _annex(voice: Voice, draft: _Draft, bundles: list[dict[str, Any]]) -> None:
    """The figures of the report in one table, in one of three layouts."""
    layout = voice.random.choice(("plain", "plan", "before"))
    term, code = voice.term().removesuffix(f" năm {YEAR}"), f"{YEAR}-Q{voice.quarter}"
    heads = {
        "plain": ["TT", "Nội dung", "ĐVT", "Số lượng"],
        "plan": ["STT", "Chỉ tiêu", "Đơn vị tính", f"Kế hoạch năm {YEAR}", f"Thực hiện {term}"],
        "before": ["STT", "Chỉ tiêu", "ĐVT", f"Cùng kỳ năm {YEAR - 1}", f"Thực hiện {term}", "So sánh (%)"],
    }
    rows = [heads[layout]]
    # A number that stands nowhere else is what the office says; only of two can one be a slip.
    twice = {one.indicator for one in draft.statements if one.period == code and one.value == one.shown}
    for number, (id, label, unit) in enumerate(table_rows(bundles), 1):
        wrong = voice.wrong or (_slips(voice, _SLIP) if id in twice else {})
        value, last = voice.values[id], voice.series[YEAR - 1, voice.quarter][id]
        shown = wrong.get((id, code), value)
        line = [str(number), label, unit]
        if layout == "plan":
            plan = {"ket-nap": "ket-nap-chi-tieu", "thu-ngan-sach": "thu-ngan-sach:target"}.get(id)
            line.append(cell(voice, id, voice.values[plan], unit) if plan else "")
            if plan:
                goal = plan.removesuffix(":target")
                of_plan = voice.values[plan]
                draft.statements.append(
                    Statement(goal, f"{YEAR}", "target", of_plan, of_plan, line[-1], label, True)
                )
        if layout == "before":
            line.append(cell(voice, id, last, unit))
            draft.statements.append(
                Statement(id, f"{YEAR - 1}-Q{voice.quarter}", None, last, last, line[-1], label, True)
            )
        line.append(cell(voice, id, shown, unit))
        draft.statements.append(Statement(id, code, None, value, shown, line[-1], label, True))
        if layout == "before":
            line.append(f"{shown / last * 100:.1f}".replace(".", ",") if last else "")
        rows.append(line)
    draft.blocks += [("heading", f"PHỤ LỤC: MỘT SỐ CHỈ TIÊU {voice.term().upper()}"), ("table", rows)]


def head(voice: Voice, kind: str, note: str) -> dict[str, str]:
    """What stands above the body."""
    office, quarter = voice.office, voice.quarter
    month = quarter * 3
    day = {"first": 14, "corrected": 22, "late": 28}.get(note, 12 + voice.random.randint(0, 9))
    titles = {
        "xdd": f"kết quả công tác xây dựng Đảng {voice.term()}, phương hướng, nhiệm vụ thời gian tới",
        "bac": f"kết quả học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh {voice.term()}",
        "ubkt": f"kết quả công tác kiểm tra, giám sát và thi hành kỷ luật Đảng {voice.term()}",
        "ubnd": f"Tình hình kinh tế - xã hội {voice.term()}, nhiệm vụ trọng tâm thời gian tới",
    }
    place = f"{office.name}, ngày {day:02d} tháng {month:02d} năm {YEAR}"
    number = voice.random.randint(11, 480)
    if kind == "ubnd":
        above = voice.random.choice(("UBND TỈNH LÂM ĐỒNG", "ỦY BAN NHÂN DÂN TỈNH LÂM ĐỒNG", ""))
        between = "\n" if voice.random.random() < 0.4 else " "
        return {"style": "state", "parent": above, "issuer": f"ỦY BAN NHÂN DÂN{between}{office.full.upper()}",
                "number": f"Số: {number}/BC-UBND", "place_date": place, "title": titles[kind],
                "signer": "TM. ỦY BAN NHÂN DÂN;CHỦ TỊCH;Nguyễn Văn A"}  # fmt: skip
    above = voice.random.choice(("TỈNH ỦY LÂM ĐỒNG", "ĐẢNG BỘ TỈNH LÂM ĐỒNG"))
    issuer = f"ĐẢNG ỦY {office.full.upper()}"
    if kind == "ubkt":
        above, issuer = issuer, "ỦY BAN KIỂM TRA"
    by = "UBKT" if kind == "ubkt" else "ĐU"
    return {"style": "party", "parent": above, "issuer": issuer, "number": f"Số {number}-BC/{by}",
            "place_date": place, "title": titles[kind],
            "signer": "T/M BAN THƯỜNG VỤ;BÍ THƯ;Nguyễn Văn A"}  # fmt: skip
