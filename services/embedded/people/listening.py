"""Listens and looks: which tones and colours arrive, second by second, from decoded samples and pixels."""

import asyncio
import math
import time
from array import array
from collections.abc import Callable, Coroutine, Iterable
from dataclasses import dataclass, field
from typing import Final

from aiortc.mediastreams import MediaStreamError, MediaStreamTrack
from av import AudioFrame, VideoFrame

from services.embedded.people.media import SAMPLE_RATE, Identity

CONTIGUOUS: Final = 2_400
"""Samples judged together (50 ms): over gaps the share of a tone's energy means nothing."""

PASSED_OVER: Final = 7_200
"""Samples (150 ms) that are counted and not judged after each that are: a judgement costs as much as ten decodings."""

SHARE: Final = 0.5
"""Part of the energy that a tone must have to count as heard; the only tone of a stream has nearly all of it."""

AUDIBLE: Final = 300.0
"""Root mean square of s16 samples below which a stream is silence."""

SAMPLE_SECONDS: Final = 0.05
"""How often whoever waits for a sound looks at what came in."""

NEAR: Final = 24
"""How far a mean colour may be from the sent one: encoders and colour ranges move it by less."""


@dataclass(slots=True)
class Heard:
    """One window of about a second, from one person."""

    tones: set[int] = field(default_factory=set)
    colours: list[tuple[int, int, int]] = field(default_factory=list)
    samples: int = 0
    frames: int = 0

    def is_from(self, identity: Identity) -> bool:
        """True when the window holds that person's tone and colour and nobody else's."""
        return self.tones == {identity.tone} and bool(self.colours) and all(_near(c, identity) for c in self.colours)


def _near(colour: tuple[int, int, int], identity: Identity) -> bool:
    return all(abs(got - sent) <= NEAR for got, sent in zip(colour, identity.colour, strict=True))


def tone_share(samples: "array[int]", tone: int) -> float:
    """Share of the energy of contiguous samples that a tone has (Goertzel, 1958)."""
    energy = sum(sample * sample for sample in samples)
    if energy == 0:
        return 0.0
    coefficient = 2 * math.cos(2 * math.pi * tone / SAMPLE_RATE)
    before = last = 0.0
    for sample in samples:
        before, last = last, sample + coefficient * last - before
    power = last * last + before * before - coefficient * last * before
    return 2 * power / (len(samples) * energy)


def mean_colour(frame: VideoFrame) -> tuple[int, int, int]:
    """Mean Y, U, V of a picture, without the padding that rows may have."""
    picture = frame if frame.format.name == "yuv420p" else frame.reformat(format="yuv420p")
    y, u, v = (_mean(bytes(plane), plane.width, plane.height, plane.line_size) for plane in picture.planes)
    return y, u, v


def _mean(plane: bytes, width: int, height: int, line_size: int) -> int:
    rows = range(0, height, 8)
    return sum(sum(plane[row * line_size : row * line_size + width]) for row in rows) // (width * len(rows))


class Listener:
    """What arrives from one person, kept in windows by the second of the monotonic clock."""

    KEPT_WINDOWS: Final = 60

    def __init__(self, known: Iterable[Identity], on_media: Callable[[], None]) -> None:
        self._tones = [identity.tone for identity in known]
        self._on_media = on_media
        self._samples = array("h")
        self._to_pass_over = 0
        self.windows: dict[int, Heard] = {}

    def follow(self, track: MediaStreamTrack) -> Coroutine[None, None, None]:
        """What the owner runs as a task: takes in a track until it ends."""
        return self._follow(track)

    async def _follow(self, track: MediaStreamTrack) -> None:
        try:
            while True:
                frame = await track.recv()
                if isinstance(frame, AudioFrame):
                    self._take_sound(frame)
                elif isinstance(frame, VideoFrame):
                    self._take_picture(frame)
        except MediaStreamError:
            return

    def _window(self) -> Heard:
        second = int(time.monotonic())
        if second not in self.windows:
            self.windows[second] = Heard()
            for old in [s for s in self.windows if s <= second - self.KEPT_WINDOWS]:
                del self.windows[old]
        return self.windows[second]

    def _take_sound(self, frame: AudioFrame) -> None:
        channels = frame.layout.nb_channels
        window = self._window()
        window.samples += frame.samples
        self._on_media()
        if self._to_pass_over > 0:
            self._to_pass_over -= frame.samples
            return
        interleaved = array("h", bytes(frame.planes[0])[: frame.samples * channels * 2])
        self._samples.extend(interleaved[::channels])
        if len(self._samples) >= CONTIGUOUS:
            window.tones |= self._tones_of(self._samples[:CONTIGUOUS])
            self._samples, self._to_pass_over = array("h"), PASSED_OVER

    def _tones_of(self, samples: "array[int]") -> set[int]:
        if math.sqrt(sum(sample * sample for sample in samples) / len(samples)) < AUDIBLE:
            return set()
        return {tone for tone in self._tones if tone_share(samples, tone) >= SHARE}

    def _take_picture(self, frame: VideoFrame) -> None:
        window = self._window()
        window.frames += 1
        window.colours.append(mean_colour(frame))
        self._on_media()

    def latest(self) -> Heard:
        """The window that is filling and the one before it, as one: what came in during the last second or two."""
        second = int(time.monotonic())
        both = [self.windows[s] for s in (second - 1, second) if s in self.windows]
        return Heard(
            tones=set().union(*(window.tones for window in both)),
            colours=[colour for window in both for colour in window.colours],
            samples=sum(window.samples for window in both),
            frames=sum(window.frames for window in both),
        )

    async def wait_for_silence(self, seconds: float) -> None:
        """Return once no tone has been heard in a window that began after the call. Raises TimeoutError."""
        begun = int(time.monotonic()) + 1
        async with asyncio.timeout(seconds):
            while not any(  # noqa: ASYNC110 (samples a measurement)
                s >= begun and w.samples and not w.tones for s, w in self._complete()
            ):
                await asyncio.sleep(SAMPLE_SECONDS)

    def _complete(self) -> list[tuple[int, Heard]]:
        now = int(time.monotonic())
        return [(second, window) for second, window in self.windows.items() if second < now]
