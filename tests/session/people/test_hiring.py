"""A clinic and its staff, made from the command line, sign in at the front door."""

import asyncio
import io

import pytest

from services.cli.main import main
from services.contracts.demo import Account
from tests.session.people.clinic import Clinic

PASSWORD = "a sentence that nobody else says"
CLINIC = ("clinic", "new", "Hillside", "--phone", "555 0100", "--zone", "Europe/Madrid")


@pytest.fixture
def operator(clinic: Clinic, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BESIDE_DATABASE_URL", clinic.settings.database_url.get_secret_value())
    monkeypatch.setenv("BESIDE_KEYS_DIR", str(clinic.settings.keys_dir))


async def _ask(monkeypatch: pytest.MonkeyPatch, *words: str, password: str = "") -> int:
    monkeypatch.setattr("sys.stdin", io.StringIO(password + "\n"))
    return await asyncio.to_thread(main, list(words))


@pytest.mark.usefixtures("operator")
async def test_the_first_of_a_new_clinic_signs_in_until_the_password_is_another(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert await _ask(monkeypatch, *CLINIC) == 0
    clinic_id = capsys.readouterr().out.strip()
    member = ("staff", "new", "Nora Vale", "--title", "Dr.", "--sign-in", "Nora", "--clinic", clinic_id)
    assert await _ask(monkeypatch, *member, "--role", "clinician", "--role", "desk", password=PASSWORD) == 0

    nora = await clinic.sign_in(Account("nora", PASSWORD))
    me = await nora.get("/staff-me")
    assert (me["name"], sorted(me["roles"])) == ("Nora Vale", ["clinician", "desk"])
    assert (await nora.get("/day"))["visits"] == []

    assert await _ask(monkeypatch, "staff", "password", "nora", password="another one, as long as that") == 0
    assert (await nora.ask("GET", "/staff-me")).status_code == 401
    await clinic.sign_in(Account("nora", "another one, as long as that"))


@pytest.mark.usefixtures("operator")
@pytest.mark.parametrize(
    ("words", "password", "said"),
    [
        (("clinic", "new", "Hillside", "--phone", "1", "--zone", "Madrid"), "", "There is no time zone Madrid"),
        (("staff", "new", "A B", "--sign-in", "ab", "--role", "desk"), "short", "at least 12 characters"),
        (("staff", "new", "A B", "--sign-in", "LIND", "--role", "desk"), PASSWORD, "signs in as lind already"),
        (("staff", "password", "nobody"), PASSWORD, "Nobody signs in as nobody"),
    ],
)
async def test_what_cannot_be_is_said_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    password: str,
    said: str,
) -> None:
    assert await _ask(monkeypatch, *words, password=password) == 2
    error = capsys.readouterr().err
    assert said in error
    assert len(error.splitlines()) == 1
