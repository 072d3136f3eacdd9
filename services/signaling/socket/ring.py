"""What was sent and not yet acknowledged, kept for a client that comes back."""


class ReplayRing:
    """The newest unacknowledged frames of one stream, numbered without a gap.

    Bounded by count and by bytes. When full, the oldest frame is dropped: a client that still lacked it gets
    a snapshot instead of a replay.
    """

    __slots__ = ("_frames", "_held_bytes", "_max_bytes", "_max_frames", "first")

    def __init__(self, max_frames: int, max_bytes: int) -> None:
        self._max_frames = max_frames
        self._max_bytes = max_bytes
        self._held_bytes = 0
        # A list, not a deque: an empty deque costs 600 bytes, and most sockets hold nothing most of the time.
        self._frames: list[bytes] = []
        self.first = 1

    def __len__(self) -> int:
        return len(self._frames)

    @property
    def held_bytes(self) -> int:
        """Bytes of all frames kept now."""
        return self._held_bytes

    def append(self, frame: bytes) -> None:
        """Keep the next frame, dropping the oldest ones when that breaks a bound."""
        frames = self._frames
        frames.append(frame)
        self._held_bytes += len(frame)
        if len(frames) > self._max_frames or self._held_bytes > self._max_bytes:
            self._shrink()

    def acknowledge(self, seq: int) -> None:
        """Forget everything up to and including `seq`."""
        count = seq - self.first + 1
        if count >= len(self._frames):
            self.first += len(self._frames)
            self._frames.clear()
            self._held_bytes = 0
        elif count > 0:
            self._drop(count)

    def since(self, seq: int) -> list[bytes] | None:
        """Every frame after `seq`, or None when some of them are gone or `seq` was never sent."""
        skip = seq - self.first + 1
        if 0 <= skip <= len(self._frames):
            return self._frames[skip:]
        return None

    def _shrink(self) -> None:
        excess = len(self._frames) - self._max_frames
        count = max(excess, 0)
        held = self._held_bytes - sum(map(len, self._frames[:count]))
        while held > self._max_bytes:
            held -= len(self._frames[count])
            count += 1
        self._drop(count)

    def _drop(self, count: int) -> None:
        gone = self._frames[:count]
        del self._frames[:count]
        self._held_bytes -= sum(map(len, gone))
        self.first += count
