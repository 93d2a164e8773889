"""How pages are made from templates, and what every page knows. Decides nothing, reads no store."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import orjson
from fastapi import Request
from fastapi.responses import HTMLResponse, Response

from outputs.wording import in_words
from review.fields import CLOSINGS, FIELDS, LAYER_TITLES, STATE_TITLES, Field, options
from review.guard import give_token
from review.people import Person, may
from review.policy import POLICY
from review.views import headline, slots, state_words, why

if TYPE_CHECKING:
    from jinja2 import Environment

    from outputs.store_queue import QueuedRow

_TEMPLATES = Path(__file__).resolve().parent / "templates"
NAVIGATION = {
    "/": "Cần duyệt",
    "/reports": "Báo cáo",
    "/groups": "Chỉ tiêu",
    "/clusters": "Gộp tên",
    "/forms": "Biểu tổng hợp",
    "/dashboard": "Tiến độ",
    "/upload": "Nhận báo cáo",
    "/log": "Nhật ký",
    "/accounts": "Tài khoản",
}
PAGE = 50


def page(request: Request, template: str, *, status: int = 200, **known: Any) -> Response:
    """The template with what is known, as an answer that lets its page write."""
    state = request.state
    asked = {"token": state.csrf, "here": request.url.path, "person": state.person}
    signed = request.app.state.guard.alone is None
    whole = environment().get_template(template).render(
        who=state.person.name if state.person else "", signed=signed,
        navigation=navigation_for(state.person), **asked, **known,
    )  # fmt: skip
    response = HTMLResponse(whole, status)
    give_token(request, response)
    return response


def navigation_for(person: Person | None) -> list[tuple[str, str]]:
    """Address and title of the pages that somebody may open."""
    wanted = {address: POLICY[f"GET {address}"] for address in NAVIGATION}
    return [
        (address, NAVIGATION[address])
        for address, role in wanted.items()
        if person is not None and role is not None and may(person, role)
    ]


@cache
def environment() -> Environment:
    """The templates; whatever stands in them is escaped."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    made.globals.update(
        headline=headline, slots=slots, why=why, state_words=state_words,
        layers=LAYER_TITLES, state_titles=STATE_TITLES, closings=CLOSINGS, fields=FIELDS,
        editable=editable, local_time=local_time, choices_of=choices_of,
        all_indicators=lambda: options("indicator"), thousands=thousands, in_words=in_words,
        urlencode=urlencode,
    )  # fmt: skip
    return made


def editable(row: QueuedRow) -> str:
    """Slot -> what stands in its box, as JSON for the page's own script."""
    return orjson.dumps({slot.field.name: slot.value for slot in slots(row)}).decode()


def choices_of(field: Field) -> Mapping[str, str]:
    """Code -> words of a field that is chosen."""
    return options(field.words) if field.words else {}


def local_time(at: str) -> str:
    """A stored time as the clock of this machine showed it."""
    return datetime.fromisoformat(at).astimezone().strftime("%d/%m/%Y %H:%M:%S")


def thousands(number: int) -> str:
    """12345 as 12.345."""
    return f"{number:,}".replace(",", ".")
