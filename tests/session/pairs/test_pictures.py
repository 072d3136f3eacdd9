"""The picture at the door: small, nothing told beside it, and gone after ten minutes."""

import pytest

from services.contracts.ids import PersonId, VisitId
from services.runtime.ids import new_id
from services.session.errors import NotAPicture
from services.session.knock.pictures import Pictures
from services.session.knock.rules import MOST_BYTES, plain
from tests.session.people.clinic import Clock


def segment(kind: int, words: bytes) -> bytes:
    return bytes((0xFF, kind)) + (len(words) + 2).to_bytes(2, "big") + words


TABLE, FRAME = segment(0xDB, b"\0" * 65), segment(0xC0, b"\x08\0\x10\0\x10\x01\x01\x11\0")
SCAN = segment(0xDA, b"\x01\x01\0\0\x3f\0") + b"\x12\x34\xff\0\x56\xff\xd9"
JPEG = b"\xff\xd8" + TABLE + FRAME + SCAN
WHERE = segment(0xE1, b"Exif\0\0 at 51.5 N")


def test_where_a_picture_was_taken_is_left_out() -> None:
    assert plain(b"\xff\xd8" + WHERE + TABLE + segment(0xFE, b"Rosa's kitchen") + FRAME + SCAN) == JPEG


@pytest.mark.parametrize(
    "bad",
    [
        b"",
        b"\xff\xd8\xff\xd9",
        JPEG[:-1],
        b"<html>" + JPEG,
        b"\xff\xd8" + TABLE[:-9] + b"\xff\xd9",
        JPEG[:-2] + b"\0" * MOST_BYTES + b"\xff\xd9",
    ],
    ids=["nothing", "no picture", "cut off", "a page", "a segment too long", "too big"],
)
def test_what_is_no_small_jpeg_is_refused(bad: bytes) -> None:
    with pytest.raises(NotAPicture):
        plain(bad)


async def test_a_picture_is_gone_after_ten_minutes_or_when_it_is_taken_away() -> None:
    clock, visit, ana = Clock(), VisitId(new_id()), PersonId(new_id())
    pictures = Pictures(clock=clock)
    await pictures.show(visit, ana, JPEG)
    clock.forward(minutes=9)
    kept = pictures.of(visit, ana)
    assert kept is not None
    assert kept.jpeg == JPEG
    clock.forward(minutes=1)
    assert pictures.of(visit, ana) is None
    await pictures.show(visit, ana, JPEG)
    await pictures.show(visit, ana, None)
    assert pictures.of(visit, ana) is None
