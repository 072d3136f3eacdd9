"""Words for people:

Fluent catalogues, the same files that the screens use, and dates as people of a language write them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time, get_timezone_name
from fluent.runtime import FluentBundle, FluentResource

from services.runtime.logs import get_logger
from services.runtime.settings import SettingsError

FALLBACK = "en"
"""The language that has every word."""

log = get_logger(__name__)


class MissingWordsError(LookupError):
    """No catalogue has this message, or it cannot be formed from what it was given."""


@dataclass(frozen=True)
class Moment:
    """A time as a mail says it: the date, the clock time, and whose clock it is."""

    date: str
    time: str
    zone: str


class Words:
    """All catalogues below a folder: `<folder>/<language>/*.ftl`."""

    def __init__(self, folder: Path) -> None:
        self._bundles = {path.name: _bundle(path) for path in sorted(folder.glob("*")) if path.is_dir()}
        if FALLBACK not in self._bundles:
            raise SettingsError(
                f"{folder} has no texts in {FALLBACK!r}; BESIDE_TEXTS_DIR must name the folder of texts."
            )

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that have a catalogue."""
        return tuple(self._bundles)

    def best(self, language: str) -> str:
        """The catalogue for a person's language (BCP 47): itself, its base language, or English."""
        for candidate in (language, language.partition("-")[0]):
            if candidate in self._bundles:
                return candidate
        return FALLBACK

    def say(self, language: str, message: str, /, **values: str | int | float) -> str:
        """The message in the person's language, in English while it lacks it there.

        `name.attribute` names an attribute.
        """
        for candidate in dict.fromkeys((self.best(language), FALLBACK)):
            said = _format(self._bundles[candidate], message, values)
            if said is not None:
                return said
            log.warning("words_missing", language=candidate, message=message)
        raise MissingWordsError(message)

    def name_of_language(self, language: str, tag: str) -> str:
        """What this language calls another one (BCP 47); the tag itself where it has no word for it."""
        names = _locale(self.best(language)).languages
        return str(names.get(tag.replace("-", "_")) or names.get(tag.partition("-")[0].lower()) or tag)

    def moment(self, language: str, at: datetime, zone: str) -> Moment:
        """A time as this language writes it, on the clocks of `zone` (IANA), with that zone's name."""
        locale = _locale(self.best(language))
        local = at.astimezone(ZoneInfo(zone))
        return Moment(
            date=format_date(local, "full", locale=locale),
            time=format_time(local, "short", locale=locale),
            zone=get_timezone_name(local, "long", locale=locale),
        )


def _bundle(folder: Path) -> FluentBundle:
    bundle = FluentBundle([folder.name], use_isolating=False)
    for path in sorted(folder.glob("*.ftl")):
        bundle.add_resource(FluentResource(path.read_text(encoding="utf-8")))
    return bundle


def _format(bundle: FluentBundle, message: str, values: Mapping[str, str | int | float]) -> str | None:
    name, _, attribute = message.partition(".")
    if not bundle.has_message(name):
        return None
    found = bundle.get_message(name)
    pattern = found.attributes.get(attribute) if attribute else found.value
    if pattern is None:
        return None
    said, errors = bundle.format_pattern(pattern, dict(values))
    if errors:
        raise MissingWordsError(f"{message}: {type(errors[0]).__name__}")
    return str(said)


@cache
def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse(FALLBACK)
