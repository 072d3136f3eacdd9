"""The demo's switch that makes a part fail on purpose, so that people can see what the screens then say."""

from services.runtime.settings import ServiceSettings

SWITCH = "break"
"""A file of this name in the state folder holds the names of the broken parts, separated by white space."""


class Breakage:
    """Says whether a part is broken on purpose; never true outside the demo."""

    def __init__(self, settings: ServiceSettings) -> None:
        folder = settings.state_dir if settings.demo else None
        self._switch = folder / SWITCH if folder else None

    def broken(self, part: str) -> bool:
        """True while the running demo's switch names `part`.

        Read anew each time, so that it can be pulled live.
        """
        if self._switch is None:
            return False
        try:
            return part in self._switch.read_text(encoding="utf-8").split()
        except OSError:
            return False
