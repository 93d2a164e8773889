"""What is so in the made world: its communes, and every indicator of every commune in every quarter.

Knows plausible sizes and what must add up; nothing of how it is told.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from corpus.files import corpus_path

YEAR = 2026
QUARTERS = (1, 2, 3, 4)
PROVINCE = "Lâm Đồng"
# Told once, for a year; the others are told every quarter.
_FLOWS: Mapping[str, tuple[int, int]] = {
    "hoi-nghi-hoc-tap": (2, 9),
    "quan-chung-hoc-tap": (30, 400),
    "cuoc-trien-khai": (6, 40),
    "luot-du-trien-khai": (300, 3000),
    "tuyen-truyen-mieng": (8, 60),
    "luot-nghe-tuyen-truyen": (400, 5000),
    "tuyen-truyen-thanh-thieu-nien": (2, 14),
    "tin-bai": (12, 160),
    "van-ban-nghi-quyet": (0, 3),
    "van-ban-chi-thi": (0, 2),
    "van-ban-ke-hoach": (1, 8),
    "van-ban-huong-dan": (0, 3),
    "don-vi-lam-diem": (1, 5),
    "mo-hinh-hoc-bac": (5, 40),
    "dien-hinh-tien-tien": (2, 20),
    "mo-hinh-dang-ky-cap-tinh": (1, 4),
    "dan-van-kheo-kinh-te": (2, 12),
    "dan-van-kheo-van-hoa-xa-hoi": (2, 15),
    "dan-van-kheo-quoc-phong-an-ninh": (1, 8),
    "dan-van-kheo-he-thong-chinh-tri": (1, 7),
    "dan-van-kheo-dang-ky": (2, 14),
    "don-vi-dang-ky-mo-hinh": (4, 20),
    "tap-the-dang-ky-dien-hinh": (2, 15),
    "ca-nhan-dang-ky-dien-hinh": (5, 40),
    "tap-the-khen-thuong": (1, 14),
    "ca-nhan-khen-thuong": (3, 30),
    "bang-khen": (1, 6),
    "giay-khen": (4, 40),
    "guong-tieu-bieu": (3, 25),
    "to-chuc-dang-kiem-tra": (2, 9),
    "dang-vien-kiem-tra": (4, 24),
    "to-chuc-dang-dau-hieu-vi-pham": (1, 2),
    "dang-vien-dau-hieu-vi-pham": (1, 3),
    "to-chuc-dang-giam-sat": (2, 9),
    "dang-vien-giam-sat": (3, 18),
    "cuoc-kiem-tra-giam-sat": (1, 8),
    "don-thu-tiep-nhan": (2, 16),
    "ket-nap": (2, 14),
    "chuyen-chinh-thuc": (2, 16),
    "huy-hieu-dang": (2, 26),
    "hoi-vien-moi": (10, 160),
    "doan-vien-moi": (6, 70),
    "nha-xay-moi": (1, 12),
    "nha-sua-chua": (1, 9),
    "suat-qua": (60, 1500),
    "hoc-bong": (10, 90),
    "luot-ho-tro-giup": (15, 300),
    "dat-hien": (200, 9000),
    "ngay-cong": (150, 4000),
    "nong-dan-gioi": (80, 900),
    "chi-hoi-vung-manh": (3, 14),
}
_STOCKS: Mapping[str, tuple[int, int]] = {
    "dang-bo": (18, 52),
    "hoi-vien": (1500, 9000),
    "doan-vien": (300, 1800),
    "mo-hinh-tu-quan": (6, 40),
    "ho-ngheo": (30, 420),
    "ho-can-ngheo": (40, 500),
    "bao-hiem-y-te": (9000, 42000),
    "gia-dinh-van-hoa": (2400, 9500),
    "cam-ket-neu-guong": (250, 900),
    "tieu-chi-nong-thon-moi": (11, 19),
}
_SHARES = {
    "ty-le-to-chuc-co-ke-hoach": (88, 100),
    "ty-le-ca-nhan-co-ke-hoach": (85, 100),
    "ty-le-ho-ngheo": (1, 7),
    "ty-le-ho-can-ngheo": (1, 8),
    "ty-le-gia-dinh-van-hoa": (84, 97),
    "ty-le-bao-hiem-y-te": (90, 99),
}
# đồng, drawn in steps of half a million as offices round them.
_MONEY = {
    "quy-vi-nguoi-ngheo": (40, 900),
    "tien-dan-gop": (60, 2400),
    "thu-ngan-sach": (900, 16000),
}
_MILLION = 10**6

Values = dict[str, Decimal]


@dataclass(frozen=True, slots=True)
class Office:
    """One commune: `code` of the gazetteer, `kind` xã, phường, đặc khu, its bare `name`."""

    code: str
    kind: str
    name: str

    @property
    def full(self) -> str:
        """ "xã Đức Trọng", as it stands in sentences."""
        return f"{self.kind} {self.name}"

    @property
    def rural(self) -> bool:
        """Wards build no new countryside."""
        return self.kind == "xã"


@cache
def offices(number: int) -> tuple[Office, ...]:
    """The first communes of the province of today, in the gazetteer's order."""
    with corpus_path("gazetteer", "units.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.reader(file) if row[0].startswith("34-")]
    province = next(row[0] for row in rows if row[3] == PROVINCE and len(row[0]) == 5)
    return tuple(Office(row[0], row[2], row[3]) for row in rows if row[1] == province)[:number]


def truth(office: Office, seed: int) -> dict[tuple[int, int], Values]:
    """(year, quarter) -> indicator -> value, for the year and the one before."""
    random_ = random.Random(f"{seed}|{office.code}")
    size = random_.uniform(0.5, 1.6)
    stocks = {id: Decimal(round(_drawn(random_, span, size))) for id, span in _STOCKS.items()}
    stocks["tieu-chi-nong-thon-moi"] = Decimal(random_.randint(11, 19))
    stocks["chi-bo"] = stocks["dang-bo"] + random_.randint(4, 25)
    stocks["dang-vien"] = stocks["dang-bo"] * random_.randint(17, 26) + random_.randint(0, 17)
    found: dict[tuple[int, int], Values] = {}
    for year in (YEAR - 1, YEAR):
        plan = _plans(random_, size)
        for quarter in QUARTERS:
            stocks = _later(random_, stocks)
            found[year, quarter] = {**_quarter(random_, size, stocks), **plan}
    return found


def _quarter(random_: random.Random, size: float, stocks: Values) -> Values:
    values = {id: Decimal(round(_drawn(random_, span, size))) for id, span in _FLOWS.items()}
    values |= stocks
    values |= {id: _share(random_, span) for id, span in _SHARES.items()}
    values |= {id: _money(random_, span, size) for id, span in _MONEY.items()}
    values["suat-qua-tri-gia"] = values["suat-qua"] * random_.choice((300_000, 400_000, 500_000))
    values["hoc-bong-tri-gia"] = values["hoc-bong"] * random_.choice((500_000, 1_000_000))
    values["duong-giao-thong"] = Decimal(random_.randint(4, 95)) / 10
    names = ("van-ban-nghi-quyet", "van-ban-chi-thi", "van-ban-ke-hoach", "van-ban-huong-dan")
    values["van-ban"] = sum((values[id] for id in names), Decimal()) + random_.randint(3, 16)
    members = values["dang-vien"]
    values["dang-vien-hoc-tap"] = members - random_.randint(0, int(members) // 20)
    fields = [id for id in values if id.startswith("dan-van-kheo-") and id != "dan-van-kheo-dang-ky"]
    values["dan-van-kheo"] = sum((values[id] for id in fields), Decimal())
    values["dan-van-kheo-hieu-qua"] = max(Decimal(1), values["dan-van-kheo"] - random_.randint(1, 9))
    _punished(random_, values)
    values["don-thu-giai-quyet"] = max(Decimal(1), values["don-thu-tiep-nhan"] - random_.randint(0, 4))
    values["to-chuc-dang-kiem-tra"] += values["to-chuc-dang-dau-hieu-vi-pham"]
    values["dang-vien-kiem-tra"] += values["dang-vien-dau-hieu-vi-pham"]
    _graded(random_, values, "to-chuc-dang", values["dang-bo"])
    _graded(random_, values, "dang-vien", members - random_.randint(5, 20))
    return values


def _punished(random_: random.Random, values: Values) -> None:
    forms = {"khien-trach": (0, 4), "canh-cao": (0, 2), "cach-chuc": (0, 1), "khai-tru": (0, 1)}
    none = random_.random() < 0.25
    for name, (low, high) in forms.items():
        values[f"ky-luat-{name}"] = Decimal(0 if none else random_.randint(low, high))
    together = sum((values[f"ky-luat-{name}"] for name in forms), Decimal())
    values["dang-vien-ky-luat"] = together
    values["to-chuc-dang-ky-luat"] = Decimal(random_.choice((0, 0, 0, 1, 2)))


def _graded(random_: random.Random, values: Values, what: str, of: Decimal) -> None:
    best, worst = int(of) // 5, random_.choice((0, 0, 1, 2))
    middling = int(of) // random_.randint(6, 12)
    values[f"{what}-xuat-sac"] = Decimal(best)
    values[f"{what}-hoan-thanh"] = Decimal(middling)
    values[f"{what}-khong-hoan-thanh"] = Decimal(worst)
    values[f"{what}-tot"] = of - best - middling - worst


def _later(random_: random.Random, stocks: Values) -> Values:
    """A quarter later: a few more or fewer, poverty going down."""
    found = dict(stocks)
    for id in ("dang-vien", "hoi-vien", "doan-vien", "bao-hiem-y-te", "mo-hinh-tu-quan"):
        found[id] += random_.randint(0, max(2, int(found[id]) // 60))
    for id in ("ho-ngheo", "ho-can-ngheo"):
        found[id] -= random_.randint(0, int(found[id]) // 14)
    return found


def _plans(random_: random.Random, size: float) -> Values:
    return {
        "ket-nap-chi-tieu": Decimal(random_.randint(18, 52)),
        "thu-ngan-sach:target": _money(random_, (9000, 60000), size),
        "thu-nhap-binh-quan": Decimal(random_.randint(480, 960)) / 10 * _MILLION,
    }


def _drawn(random_: random.Random, span: tuple[int, int], size: float) -> float:
    low, high = span
    drawn = random_.triangular(low, high, low + (high - low) * 0.35)
    return max(low, drawn * size if high > 20 else drawn)


def _share(random_: random.Random, span: tuple[int, int]) -> Decimal:
    low, high = span
    if high == 100 and random_.random() < 0.4:
        return Decimal(100)
    return Decimal(random_.randint(low * 100, high * 100)) / 100


def _money(random_: random.Random, span: tuple[int, int], size: float) -> Decimal:
    low, high = span
    return Decimal(round(_drawn(random_, (low * 2, high * 2), size))) * _MILLION / 2
