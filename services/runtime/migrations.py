"""Schema migrations: Alembic, one folder a service, one migrating process at a time.

A service's folder `services/<service>/migrations/versions` holds plain Alembic revisions; there is no
env.py and no ini file.
"""

from pathlib import Path

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from services.runtime.database import Database
from services.runtime.settings import ServiceSettings

LOCK = 0x6265_7369_6465
"""The advisory lock that one migrating process holds ("beside")."""

LONGEST_SECONDS = 300.0
"""Limit of one migrating statement, and of waiting for another process that migrates."""

SERVICES = Path(__file__).parents[1]


class SchemaTooOldError(Exception):
    """The database has an older schema than this release needs; the message says what to run."""


async def migrate(settings: ServiceSettings, folder: Path) -> str:
    """Bring the settings' database to the schema of the migrations in `folder`, and give its revision.

    Safe to run from several processes at once: one does it, the others wait and find it done.
    """
    database = Database(settings.database_url.get_secret_value(), name="migrate", command_timeout=LONGEST_SECONDS)
    try:
        async with database.transaction() as tx:
            await tx.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
            return await tx.run_sync(_upgrade, folder)
    finally:
        await database.close()


def migrations_of(service: str) -> Path:
    """Where a service keeps its migrations."""
    return SERVICES / service / "migrations"


async def require_current_schema(database: Database, folder: Path) -> None:
    """Raise `SchemaTooOldError` when this release's migrations have not run.

    A schema newer than this release is fine: it was expanded first and will be contracted later.
    """
    scripts = ScriptDirectory.from_config(_config(folder))
    async with database.transaction() as tx:
        present = await tx.run_sync(lambda connection: MigrationContext.configure(connection).get_current_revision())
    known = {script.revision for script in scripts.walk_revisions()}
    if known and (present is None or (present in known and present != scripts.get_current_head())):
        raise SchemaTooOldError("The database has an older schema than this release; run `beside migrate` first.")


def _upgrade(connection: Connection, folder: Path) -> str:
    config = _config(folder)
    scripts = ScriptDirectory.from_config(config)
    head = scripts.get_current_head() or "base"

    def steps(revision: tuple[str, ...], _: MigrationContext) -> list[object]:
        return list(scripts._upgrade_revs(head, revision))  # type: ignore[arg-type]  # noqa: SLF001 (as alembic's own command)

    with EnvironmentContext(config, scripts, fn=steps, destination_rev=head) as environment:
        environment.configure(connection=connection)
        environment.run_migrations()
    return head


def _config(folder: Path) -> Config:
    config = Config()
    config.set_main_option("script_location", str(folder))
    config.set_main_option("path_separator", "os")
    return config
