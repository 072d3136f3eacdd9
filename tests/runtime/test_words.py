"""Mails speak the person's language, on the person's clock."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from services.runtime.settings import SettingsError
from services.runtime.words import MissingWordsError, Words


@pytest.fixture
def words(tmp_path: Path) -> Words:
    for language, text in {
        "en": "hello = Hello, { $who }.\nonly-english = Only here.\nbutton = Tap\n    .label = Tap here\n",
        "es": "hello = Hola, { $who }.\n",
    }.items():
        (tmp_path / language).mkdir()
        (tmp_path / language / "mail.ftl").write_text(text, encoding="utf-8")
    return Words(tmp_path)


@pytest.mark.parametrize(
    ("language", "said"),
    [("es", "Hola, Rosa."), ("es-MX", "Hola, Rosa."), ("en", "Hello, Rosa."), ("fr", "Hello, Rosa.")],
)
def test_a_message_is_said_in_the_nearest_language(words: Words, language: str, said: str) -> None:
    assert words.say(language, "hello", who="Rosa") == said


def test_words_missing_in_a_language_are_said_in_english(words: Words) -> None:
    assert words.say("es", "only-english") == "Only here."


def test_an_attribute_is_said_by_its_name(words: Words) -> None:
    assert words.say("en", "button.label") == "Tap here"


@pytest.mark.parametrize("message", ["nothing", "button.nothing"])
def test_words_that_nobody_wrote_are_an_error(words: Words, message: str) -> None:
    with pytest.raises(MissingWordsError):
        words.say("en", message)


def test_a_value_that_was_forgotten_is_an_error_and_not_a_gap_in_the_mail(words: Words) -> None:
    with pytest.raises(MissingWordsError):
        words.say("en", "hello")


def test_a_time_is_said_on_the_clinics_clock_with_its_name(words: Words) -> None:
    at = datetime(2026, 7, 14, 13, 30, tzinfo=UTC)
    english, spanish = words.moment("en", at, "Europe/Berlin"), words.moment("es", at, "Europe/Berlin")
    assert english.date == "Tuesday, July 14, 2026"
    assert english.time.replace("\u202f", " ") == "3:30 PM"
    assert english.zone == "Central European Summer Time"
    assert (spanish.date, spanish.time) == ("martes, 14 de julio de 2026", "15:30")


def test_a_folder_without_english_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="BESIDE_TEXTS_DIR"):
        Words(tmp_path)
