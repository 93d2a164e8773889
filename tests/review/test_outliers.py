"""Values that stand far from the others of their group."""

from __future__ import annotations

import pytest

from review.outliers import standings


def far(values: list[float], *, shares: bool = False) -> list[float]:
    found = zip(values, standings(values, shares=shares), strict=True)
    return [value for value, standing in found if standing.far]


@pytest.mark.parametrize(
    ("values", "shares", "expected"),
    [
        ([80, 95, 100, 110, 130, 9000], False, [9000]),
        ([80, 95, 100, 110, 130, 1], False, [1]),
        ([100, 100, 100, 100, 103], False, []),
        ([97, 98, 98.5, 99, 9.8], True, [9.8]),
        ([97, 98, 98.5, 99, 97.9], True, []),
        ([1, 1000, 1, 1], False, []),
        ([], False, []),
    ],
)
def test_what_is_far_depends_on_how_the_others_spread(
    values: list[float], shares: bool, expected: list[float]
) -> None:
    assert far(values, shares=shares) == expected


def test_the_middle_is_told_as_it_was_given() -> None:
    assert {standing.middle for standing in standings([1, 2, 3, 4, 900])} == {3}
