"""A voice and a face: one steady tone and one plain colour a person, so that a receiver can tell whose they are."""

import asyncio
import fractions
import math
import time
from array import array
from dataclasses import dataclass
from typing import Final

from aiortc.mediastreams import MediaStreamError, MediaStreamTrack
from av import AudioFrame, VideoFrame

SAMPLE_RATE: Final = 48_000
SAMPLES: Final = 960
"""20 ms, the packet time of Opus in WebRTC (RFC 7587)."""

WIDTH, HEIGHT, FRAMES_PER_SECOND = 160, 120, 8
MOST_BEHIND_SECONDS: Final = 0.2
"""How far a busy machine may fall behind before the lost time is let go, as a device lets it go."""

VIDEO_CLOCK: Final = 90_000
LOUDNESS: Final = 9_000


@dataclass(frozen=True, slots=True)
class Identity:
    """What tells one person's sound and picture from another's: a tone in Hz, a colour in Y, U, V of 0 to 255."""

    tone: int
    colour: tuple[int, int, int]


PATIENT: Final = Identity(tone=440, colour=(90, 90, 200))
CLINICIAN: Final = Identity(tone=880, colour=(140, 160, 90))
DAUGHTER: Final = Identity(tone=1_320, colour=(180, 100, 120))


class _Paced(MediaStreamTrack):
    """Gives frames at the times at which a device would."""

    def __init__(self, clock_rate: int, ticks: int) -> None:
        super().__init__()
        self._clock_rate = clock_rate
        self._ticks = ticks
        self._pts = -ticks
        self._start: float | None = None

    async def _next_moment(self) -> int:
        if self.readyState != "live":
            raise MediaStreamError
        if self._start is None:
            self._start = time.monotonic()
        self._pts += self._ticks
        wait = self._start + self._pts / self._clock_rate - time.monotonic()
        if wait < -MOST_BEHIND_SECONDS:
            self._start -= wait
        await asyncio.sleep(max(wait, 0))
        return self._pts


def _one_second_of(tone: int) -> "array[int]":
    """A whole number of Hz comes round in one second, so that seconds join without a click."""
    step = 2 * math.pi * tone / SAMPLE_RATE
    return array("h", (round(LOUDNESS * math.sin(step * sample)) for sample in range(SAMPLE_RATE)))


class Voice(_Paced):
    """A sine of the person's tone; silence while muted."""

    kind = "audio"

    def __init__(self, identity: Identity) -> None:
        super().__init__(SAMPLE_RATE, SAMPLES)
        self._second = _one_second_of(identity.tone)
        self.muted = False

    async def recv(self) -> AudioFrame:
        """The next 20 ms, mono s16 at 48 kHz."""
        pts = await self._next_moment()
        begin = pts % SAMPLE_RATE
        samples = bytes(2 * SAMPLES) if self.muted else self._second[begin : begin + SAMPLES].tobytes()
        frame = AudioFrame(format="s16", layout="mono", samples=SAMPLES)
        frame.planes[0].update(samples)
        frame.pts, frame.sample_rate = pts, SAMPLE_RATE
        frame.time_base = fractions.Fraction(1, SAMPLE_RATE)
        return frame


class Face(_Paced):
    """A plane of the person's colour, 160x120 at 8 frames a second."""

    kind = "video"

    def __init__(self, identity: Identity) -> None:
        super().__init__(VIDEO_CLOCK, VIDEO_CLOCK // FRAMES_PER_SECOND)
        self._colour = identity.colour

    async def recv(self) -> VideoFrame:
        """The next picture."""
        pts = await self._next_moment()
        frame = VideoFrame(WIDTH, HEIGHT, "yuv420p")
        for plane, value in zip(frame.planes, self._colour, strict=True):
            plane.update(bytes([value]) * plane.buffer_size)
        frame.pts, frame.time_base = pts, fractions.Fraction(1, VIDEO_CLOCK)
        return frame
