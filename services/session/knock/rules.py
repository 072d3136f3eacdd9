"""What a picture at the door may be: a small JPEG (ITU-T T.81) with nothing in it but the picture. Pure."""

from typing import Final

from services.session.errors import NotAPicture

MOST_BYTES: Final = 30 * 1024

_START, _END = b"\xff\xd8", b"\xff\xd9"
_SCAN: Final = 0xDA
_PICTURE: Final = frozenset({0xC0, 0xC1, 0xC2, 0xC4, 0xDB, 0xDD, 0xE0, _SCAN})
"""Segments that a picture needs: frame, tables, restart interval, the JFIF header, the scan. All else is left out:
EXIF tells where and with what it was taken, comments tell anything.
"""


def plain(jpeg: bytes) -> bytes:
    """The same picture without anything told beside it. Error: `picture.not_one`."""
    if len(jpeg) > MOST_BYTES or not jpeg.startswith(_START) or not jpeg.endswith(_END):
        raise NotAPicture
    kept, at = bytearray(_START), len(_START)
    while True:
        kind, stop = _segment(jpeg, at)
        if kind == _SCAN:
            return bytes(kept + jpeg[at:])
        if kind in _PICTURE:
            kept += jpeg[at:stop]
        at = stop


def _segment(jpeg: bytes, at: int) -> tuple[int, int]:
    """The kind of the segment that begins here, and where it ends."""
    if len(jpeg) < at + 4 or jpeg[at] != 0xFF:
        raise NotAPicture
    stop = at + 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
    if stop > len(jpeg) or stop < at + 4:
        raise NotAPicture
    return jpeg[at + 1], stop
