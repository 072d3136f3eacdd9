"""The picture at the door: small, nothing told beside it, and gone after ten minutes."""

import pytest

from services.contracts.states import ConsentState, Scope
from services.session.errors import NotAPicture
from services.session.knock.pictures import Pictures
from services.session.knock.rules import MOST_BYTES, plain
from services.session.visit.rules import consent, door
from services.session.visit.rules.model import Visit
from tests.session.pairs.two_worlds import device_of
from tests.session.people.clinic import Clock
from tests.session.visit import plays
from tests.session.visit.plays import ANA, AT, TIMES


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


def knocks(visit: Visit, number: int) -> Visit:
    return door.tap(visit, ANA, device_of(ANA, number), TIMES, AT).becomes


def at_the_door() -> Visit:
    visit = consent.consent_moved(plays.talking(), ANA, ConsentState.AGREED, frozenset({Scope.JOIN})).becomes
    return knocks(visit, 0)


async def test_a_picture_is_gone_after_ten_minutes_or_when_it_is_taken_away() -> None:
    clock, visit, phone = Clock(), at_the_door(), device_of(ANA)
    pictures = Pictures(clock=clock)
    await pictures.show(visit.id, ANA, phone, JPEG)
    clock.forward(minutes=9)
    kept = pictures.of(visit, ANA)
    assert kept is not None
    assert kept.jpeg == JPEG
    clock.forward(minutes=1)
    assert pictures.of(visit, ANA) is None
    await pictures.show(visit.id, ANA, phone, JPEG)
    await pictures.show(visit.id, ANA, phone, None)
    assert pictures.of(visit, ANA) is None


async def test_a_picture_stands_for_the_device_that_knocks_and_for_no_other() -> None:
    """A link that was passed on must not come in under the face of whom it was sent to."""
    visit, pictures = at_the_door(), Pictures()
    await pictures.show(visit.id, ANA, device_of(ANA), JPEG)
    assert pictures.of(visit, ANA) is not None
    assert pictures.of(knocks(visit, 1), ANA) is None, "another one knocked since"
    inside = door.admit_companion(visit, ANA).becomes
    assert pictures.of(inside, ANA) is None
    assert pictures.of(knocks(inside, 1), ANA) is None
    await pictures.show(visit.id, ANA, device_of(ANA, 1), JPEG)
    assert pictures.of(knocks(inside, 1), ANA) is not None


async def test_nobody_sees_a_picture_of_somebody_who_went_away_from_the_door() -> None:
    visit, pictures = at_the_door(), Pictures()
    await pictures.show(visit.id, ANA, device_of(ANA), JPEG)
    assert pictures.of(door.leave(visit, ANA).becomes, ANA) is None
    assert pictures.of(door.remove(visit, ANA, AT).becomes, ANA) is None
    revoked = consent.consent_moved(visit, ANA, ConsentState.REVOKED, frozenset()).becomes
    assert pictures.of(revoked, ANA) is None
