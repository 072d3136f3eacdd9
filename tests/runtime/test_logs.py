"""Logs help to find a fault, and hold nothing about a person."""

import json
import logging
from collections.abc import Iterator

import pytest

from services.runtime import logs, telemetry
from services.runtime.logs import WITHHELD, get_logger


@pytest.fixture(autouse=True)
def _set_up_again(capsys: pytest.CaptureFixture[str]) -> Iterator[None]:
    logs.set_up("notes", "notes-1")
    yield
    logs.set_up("test", "test", "ERROR")


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_line_is_one_json_object_that_says_who_wrote_it(capsys: pytest.CaptureFixture[str]) -> None:
    get_logger("services.notes").warning("draft_late", visit="v1")
    (line,) = lines(capsys)
    assert line["event"] == "draft_late"
    assert (line["service"], line["instance"], line["level"], line["visit"]) == ("notes", "notes-1", "warning", "v1")


@pytest.mark.parametrize("key", ["name", "email", "token", "sdp", "Cookie", "note", "phone", "link"])
def test_what_may_be_about_a_person_is_withheld(capsys: pytest.CaptureFixture[str], key: str) -> None:
    get_logger("x").error("something", **{key: "Rosa Keller"}, deep={"list": [{key: "Rosa Keller"}]})
    out = capsys.readouterr().out
    assert "Rosa" not in out
    assert out.count(WITHHELD) == 2


def test_an_error_shows_its_kind_and_its_place_but_not_its_words(capsys: pytest.CaptureFixture[str]) -> None:
    try:
        raise ValueError("duplicate key: (Rosa Keller)")
    except ValueError as error:
        get_logger("x").error("failed", exc_info=error)
    (line,) = lines(capsys)
    assert line["error"] == "ValueError"
    assert "test_logs.py" in str(line["at"])
    assert "Rosa" not in str(line)


def test_a_librarys_line_shows_its_pattern_but_not_what_was_filled_in(capsys: pytest.CaptureFixture[str]) -> None:
    logging.getLogger("some.library").warning("could not send to %s", "rosa@example.org")
    (line,) = lines(capsys)
    assert line["event"] == "could not send to %s"


def test_a_line_names_the_trace_that_it_belongs_to(capsys: pytest.CaptureFixture[str]) -> None:
    telemetry.set_up("notes", "notes-1")
    parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
    with telemetry.span("socket.hello", traceparent=parent):
        get_logger("x").warning("inside")
        carried = telemetry.current_traceparent()
    (line,) = lines(capsys)
    assert line["trace_id"] == "0af7651916cd43dd8448eb211c80319c"
    assert carried is not None
    assert carried.startswith("00-0af7651916cd43dd8448eb211c80319c-")


def test_a_broken_traceparent_begins_a_trace_of_its_own() -> None:
    telemetry.set_up("notes", "notes-1")
    with telemetry.span("socket.hello", traceparent="nonsense"):
        assert telemetry.current_traceparent() is not None
