"""Runtime's tables, clinics, queues, audit."""

from alembic import op

from services.runtime import schema

revision = "0001"
down_revision = None

_TABLES = """
CREATE TABLE clinics (
    id uuid PRIMARY KEY,
    name text NOT NULL,
    phone text NOT NULL,
    zone text NOT NULL,
    language text NOT NULL DEFAULT 'en'
);
COMMENT ON COLUMN clinics.zone IS 'IANA';

CREATE TABLE queues (
    id uuid PRIMARY KEY,
    clinic_id uuid NOT NULL REFERENCES clinics,
    name text NOT NULL
);
CREATE INDEX queues_clinic ON queues (clinic_id);

CREATE TABLE audit (
    seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL,
    clinic_id uuid,
    queue_id uuid,
    caller text NOT NULL,
    caller_id uuid,
    device_id uuid,
    action text NOT NULL,
    visit_id uuid,
    person_id uuid,
    details jsonb NOT NULL
);
CREATE INDEX audit_visit ON audit (visit_id, seq);
CREATE INDEX audit_person ON audit (person_id, seq);
COMMENT ON COLUMN audit.caller IS 'staff, link or the part of the service that acted';
COMMENT ON COLUMN audit.caller_id IS 'the person who acted';
COMMENT ON COLUMN audit.person_id IS 'about whom';
COMMENT ON COLUMN audit.details IS 'ids, codes and times; never words';
CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'audit rows are never changed'; END $$;
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON audit
    FOR EACH ROW EXECUTE FUNCTION audit_is_append_only();
"""


def upgrade() -> None:
    """Create them."""
    schema.create()
    for statement in _TABLES.split(";\n"):
        if statement.strip():
            op.execute(statement)


def downgrade() -> None:
    """Drop them."""
    for table in ("audit", "queues", "clinics"):
        op.execute(f"DROP TABLE {table}")
    op.execute("DROP FUNCTION audit_is_append_only")
    schema.drop()
