"""Cuts what a client sends into whole frames, by the few bytes of their headers (RFC 6455, 5.2)."""

from collections.abc import Iterator
from typing import Final

_MASKED: Final = 0x80
_HEADER: Final = 2
# Bytes up to the mask where the length has two bytes, or eight.
_HEADER_OF_LONG: Final = 4
_HEADER_OF_LONGEST: Final = 10

MASK: Final = 4
"""Bytes between a header and its payload."""

Cut = tuple[bytes, int, int, int]
"""Some bytes, and where in them a frame begins, where its mask does, and where it ends.

Of a frame that no client may send it is the header alone, which ends where a mask would begin.
"""


class Cutter:
    """Keeps what is not yet a whole frame until it is."""

    __slots__ = ("_kept", "_longest", "_need")

    def __init__(self, longest: int) -> None:
        """`longest`: how many bytes a payload may have."""
        self._longest = longest
        self._kept: bytearray | None = None
        self._need = 0

    def cut(self, data: bytes) -> Iterator[Cut]:
        """Every frame that is whole now. One that no client may send is the last; the rest of it is not waited for."""
        kept = self._kept
        if kept is not None:
            kept += data
            if len(kept) < self._need:
                return
            self._kept = None
            data = bytes(kept)
        at, end, longest = 0, len(data), self._longest
        self._need = _HEADER
        while end - at >= _HEADER:
            length = data[at + 1] - _MASKED
            if 0 <= length < 126:
                mask_at = at + 2
            elif length == 126 and end - at >= _HEADER_OF_LONG:
                mask_at, length = at + 4, data[at + 2] << 8 | data[at + 3]
            else:
                mask_at, length = _measure(data, at)
            if mask_at < 0:
                self._need = _HEADER_OF_LONG if length == 126 else _HEADER_OF_LONGEST
                break
            if not 0 <= length <= longest:
                yield data, at, mask_at, mask_at
                return
            stop = mask_at + MASK + length
            if stop > end:
                self._need = stop - at
                break
            yield data, at, mask_at, stop
            at = stop
        if at < end:
            self._kept = bytearray(data[at:])

    def forget(self) -> None:
        """Nothing more comes."""
        self._kept = None


def _measure(data: bytes, at: int) -> tuple[int, int]:
    """Where the frame that begins at `at` has its mask, and how long its payload is, or -1 where it is not masked.

    While its header is not all there, the mask is at -1, and the length is what its second byte says.
    """
    length = data[at + 1] - _MASKED
    size = {126: 2, 127: 8}.get(length, 0)
    mask_at = at + _HEADER + size
    if len(data) < mask_at:
        return -1, length
    if size:
        length = int.from_bytes(data[at + _HEADER : mask_at], "big")
    return mask_at, max(length, -1)
