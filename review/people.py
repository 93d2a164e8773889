"""Who somebody is and what that lets them do. Knows no store and no request."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Role = Literal["reader", "reviewer", "lead", "admin"]
# Each may do what those before it may.
ROLES: tuple[Role, ...] = ("reader", "reviewer", "lead", "admin")
ROLE_TITLES: dict[Role, str] = {
    "reader": "Người xem",
    "reviewer": "Người duyệt",
    "lead": "Trưởng nhóm",
    "admin": "Quản trị",
}


@dataclass(frozen=True, slots=True)
class Person:
    """`places`: (kind, value) of what is assigned, kind unit or folder; empty for everything."""

    name: str
    role: Role
    places: tuple[tuple[str, str], ...] = ()

    @property
    def title(self) -> str:
        """The role in words."""
        return ROLE_TITLES[self.role]


def may(person: Person, role: Role) -> bool:
    """Whether somebody may do what this role may."""
    return ROLES.index(person.role) >= ROLES.index(role)
