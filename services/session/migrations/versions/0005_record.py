"""Keys of persons, the sealed audit; names, contacts and words about somebody under that person's key."""

from alembic import op
from sqlalchemy import text

from services.runtime import schema
from services.runtime.settings import SettingsError

revision = "0005"
down_revision = "0004"

_SEALED = """
DROP INDEX persons_clinic_name;
DROP INDEX persons_email;
ALTER TABLE persons
    DROP COLUMN name, DROP COLUMN first_name, DROP COLUMN birth_date, DROP COLUMN email, DROP COLUMN phone,
    ADD COLUMN name bytea NOT NULL,
    ADD COLUMN first_name bytea NOT NULL,
    ADD COLUMN birth_date bytea,
    ADD COLUMN email bytea,
    ADD COLUMN phone bytea,
    ADD COLUMN name_index bytea[] NOT NULL,
    ADD COLUMN email_index bytea;
CREATE INDEX persons_name_index ON persons USING gin (name_index);
CREATE INDEX persons_email_index ON persons (email_index);
COMMENT ON COLUMN persons.name_index IS 'keyed hashes of the beginnings of each word of the name';
COMMENT ON COLUMN persons.email_index IS 'keyed hash of the address in lower case';
ALTER TABLE invitations DROP COLUMN relationship, ADD COLUMN relationship bytea NOT NULL;
COMMENT ON COLUMN invitations.relationship IS 'under the guest''s key';
ALTER TABLE visit_pages DROP COLUMN present, ADD COLUMN present bytea;
COMMENT ON COLUMN visit_pages.present IS 'names, a JSON list, under the key of whose page it is';
ALTER TABLE visits DROP COLUMN cancel_reason, ADD COLUMN cancel_reason bytea;
COMMENT ON COLUMN visits.cancel_reason IS 'under the patient''s key';
"""


def upgrade() -> None:
    """Exchange them. Before the first release no database of real people was older than this."""
    if op.get_bind().execute(text("SELECT EXISTS (SELECT FROM persons) OR EXISTS (SELECT FROM audit)")).scalar():
        raise SettingsError(
            "This database holds people of a preview, not encrypted yet. Start with a new one; a demo with RESET=1."
        )
    op.execute("DROP TABLE audit")
    op.execute("DROP FUNCTION audit_is_append_only")
    schema.create_record()
    for statement in _SEALED.split(";\n"):
        if statement.strip():
            op.execute(statement)


def downgrade() -> None:
    """There is no way back: words that were encrypted are not written in clear again."""
    raise NotImplementedError
