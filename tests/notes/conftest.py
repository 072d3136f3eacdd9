"""Session and notes side by side, in this process: real stores, real HTTP, real mail."""

from collections.abc import AsyncIterator
from urllib.parse import urlsplit

import httpx
import pytest
import pytest_asyncio

from services.notes.app import compose
from services.notes.settings import NotesSettings
from services.runtime import logs
from tests.notes.ward import Ward
from tests.session.people.clinic import Clinic
from tests.session.people.conftest import open_clinic
from tests.stores import Stores

__all__ = ["open_clinic"]


@pytest.fixture(scope="session", autouse=True)
def _logs() -> None:
    logs.set_up("test", "test", "ERROR")


@pytest_asyncio.fixture(scope="package")
async def open_ward(
    open_clinic: Clinic, all_stores: Stores, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Ward]:
    """The clinic with its notes, running; each test meets people of its own there."""
    settings = NotesSettings.model_validate(
        {
            **all_stores.nats("notes"),
            "database_url": await all_stores.database("notes"),
            "smtp_port": open_clinic.settings.smtp_port,
            "public_origin": open_clinic.settings.public_origin,
            "keys_dir": tmp_path_factory.mktemp("notes"),
            "nats_refusal_is_fatal": True,
        }
    )
    async with compose(settings) as (process, app):
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        base = f"http://{urlsplit(settings.public_origin).netloc}"
        async with process.running(), httpx.AsyncClient(transport=transport, base_url=base) as http:
            yield Ward(open_clinic, http, app, settings)


@pytest.fixture
async def ward(open_ward: Ward) -> Ward:
    """The ward in the morning."""
    await open_ward.clinic.begin()
    return open_ward
