"""The command line of operators: it acts, or says in a sentence what is in the way."""

import asyncio
from uuid import UUID

import asyncpg
import pytest

from services.cli.main import main
from services.embedded.ports import free_ports
from tests.stores import Stores


@pytest.mark.parametrize(
    ("words", "environment", "said"),
    [
        (["keys", "new"], {}, "BESIDE_KEYS_DIR is not set"),
        (["audit", "verify"], {}, "BESIDE_SESSION_DATABASE_URL is not set"),
        (["person", "erase", str(UUID(int=1))], {}, "BESIDE_SESSION_DATABASE_URL is not set"),
        (["migrate", "session"], {"BESIDE_HTTP_PORT": "many"}, "BESIDE_HTTP_PORT is not usable"),
        (["migrate", "session"], {"BESIDE_DATABASE_URL_FILE": "/nowhere"}, "names /nowhere, which cannot be read"),
    ],
)
def test_a_wrong_setting_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    environment: dict[str, str],
    said: str,
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert main(words) == 2
    error = capsys.readouterr().err
    assert said in error
    assert len(error.splitlines()) == 1


def test_a_database_that_is_away_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BESIDE_DATABASE_URL", f"postgresql://session:x@127.0.0.1:{free_ports(1)[0]}/session")
    assert main(["migrate", "session"]) == 2
    assert "out of reach" in capsys.readouterr().err.splitlines()[0]


async def test_migrations_can_run_again(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], stores: Stores
) -> None:
    url = await stores.database("notes")
    monkeypatch.setenv("BESIDE_DATABASE_URL", url)
    assert await asyncio.to_thread(main, ["migrate", "notes"]) == 0
    assert capsys.readouterr().out.startswith("notes: ")
    connection = await asyncpg.connect(url)
    assert await connection.fetchval("select to_regclass('outbox')")
    await connection.close()


async def test_provisioning_can_run_again(monkeypatch: pytest.MonkeyPatch, stores: Stores) -> None:
    for name, value in stores.nats("admin").items():
        monkeypatch.setenv(f"BESIDE_{name.upper()}", value)
    assert await asyncio.to_thread(main, ["provision"]) == 0
