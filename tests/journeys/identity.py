"""Who is who in the browser: one tone and one colour a person, so that a receiver can tell whose they are."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Identity:
    """A tone in Hz that is no harmonic of another's, and a colour as red, green, blue."""

    name: str
    tone: int
    colour: tuple[int, int, int]


PATIENT: Final = Identity("patient", 530, (200, 60, 60))
CLINICIAN: Final = Identity("clinician", 790, (60, 170, 80))
DAUGHTER: Final = Identity("daughter", 1_130, (70, 90, 200))
STRANGER: Final = Identity("stranger", 1_490, (190, 180, 40))
EVERYONE: Final = (PATIENT, CLINICIAN, DAUGHTER, STRANGER)


def own_media(identity: Identity, *, width: int = 320, height: int = 180, fps: int = 5) -> str:
    """The script that gives a page this person's voice and face."""
    colour = "rgb({}, {}, {})".format(*identity.colour)
    facts = {"tone": identity.tone, "colour": colour, "width": width, "height": height, "fps": fps}
    return f"const IDENTITY = {json.dumps(facts)};\n" + (HERE / "own_media.js").read_text(encoding="utf-8")


def witness() -> str:
    """The script that writes down what a page plays and whom it shows."""
    tones = [identity.tone for identity in EVERYONE]
    colours = {identity.name: identity.colour for identity in EVERYONE}
    head = f"const TONES = {json.dumps(tones)}; const COLOURS = {json.dumps(colours)};\n"
    return head + (HERE / "witness.js").read_text(encoding="utf-8")
