"""Pages read from their pictures side by side, with a sign of life after each. Knows no formats."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from extract.heartbeat import beat
from extract.ocr_bitmap import Grey
from extract.ocr_engine import EngineFailed
from extract.ocr_lanes import lanes
from extract.ocr_page import Recognised, read_page

_LOG = logging.getLogger("tonghop")
# Pages of one file that are read; reading so many takes minutes.
MOST_PAGES = 300


@dataclass(frozen=True, slots=True)
class Picture:
    """The picture of page `page` (from 1), `dpi` pixels an inch."""

    page: int
    grey: Grey
    dpi: float


def read_pictures(pictures: Iterable[Picture]) -> Iterator[Recognised]:
    """The pages that could be read, in the order given; few pictures are held at a time."""
    count = lanes()
    waiting: deque[Future[Recognised | None]] = deque()
    with ThreadPoolExecutor(count, thread_name_prefix="ocr") as pool:
        for picture in pictures:
            waiting.append(pool.submit(_read, picture))
            if len(waiting) > count:
                found = waiting.popleft().result()
                if found is not None:
                    yield found
        for future in waiting:
            found = future.result()
            if found is not None:
                yield found


def _read(picture: Picture) -> Recognised | None:
    try:
        return read_page(picture.grey, picture.dpi, picture.page)
    except EngineFailed as error:
        _LOG.warning("page %d not recognised: %s", picture.page, error)
        return None
    finally:
        beat()
