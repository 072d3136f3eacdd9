"""Settings come from the environment and from secret files, and what is wrong is said in one sentence."""

from pathlib import Path

import pytest

from services.runtime import telemetry
from services.runtime.settings import ServiceSettings, SettingsError, load


class NotesSettings(ServiceSettings):
    """A service adds its own."""

    draft_seconds: int = 1


def test_a_service_reads_its_own_settings_and_the_common_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BESIDE_DRAFT_SECONDS", "5")
    monkeypatch.setenv("BESIDE_HTTP_PORT", "8123")
    settings = load(NotesSettings)
    assert (settings.draft_seconds, settings.http_port) == (5, 8123)


def test_a_secret_is_read_from_its_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    secret = tmp_path / "password"
    secret.write_text("p45 word\n")
    monkeypatch.setenv("BESIDE_NATS_PASSWORD_FILE", str(secret))
    assert load(ServiceSettings).nats_password.get_secret_value() == "p45 word"


def test_a_secret_does_not_show_when_settings_are_printed() -> None:
    settings = ServiceSettings.model_validate({"nats_password": "p45", "database_url": "postgresql://u:p45@h/d"})
    assert "p45" not in repr(settings)


def test_a_secret_file_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BESIDE_NATS_PASSWORD_FILE", "/nowhere/password")
    with pytest.raises(SettingsError, match="BESIDE_NATS_PASSWORD_FILE names /nowhere/password"):
        load(ServiceSettings)


def test_a_wrong_value_is_said_in_one_sentence_that_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BESIDE_HTTP_PORT", "eighty")
    with pytest.raises(SettingsError, match=r"^BESIDE_HTTP_PORT is not usable: [^\n]+\.$"):
        load(ServiceSettings)


def test_traces_that_cannot_be_sent_are_told_in_one_sentence() -> None:
    assert telemetry.exporters("") == ()
    with pytest.raises(SettingsError, match="opentelemetry-exporter-otlp-proto-http is not installed"):
        telemetry.exporters("http://collector:4318/v1/traces")


def test_every_process_has_a_name_of_its_own() -> None:
    assert ServiceSettings().instance
    assert ServiceSettings.model_validate({"instance": "session-2"}).instance == "session-2"
