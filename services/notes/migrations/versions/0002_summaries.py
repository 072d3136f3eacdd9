"""Summaries with their versions and sections, who may read them, who opened them; the audit."""

from alembic import op

revision = "0002"
down_revision = "0001"

_TABLES = """
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

CREATE TABLE summaries (
    visit_id uuid PRIMARY KEY,
    clinic_id uuid NOT NULL,
    queue_id uuid NOT NULL,
    patient_id uuid NOT NULL,
    row_version bigint NOT NULL
);

CREATE TABLE summary_versions (
    id uuid PRIMARY KEY,
    visit_id uuid NOT NULL REFERENCES summaries,
    number integer NOT NULL,
    state text NOT NULL,
    visit_version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    author_id uuid,
    reason bytea,
    signed_at timestamptz,
    signed_by uuid,
    content_hash bytea,
    audience bytea,
    went_on boolean NOT NULL,
    mistake text,
    ended_at timestamptz,
    ended_by uuid,
    ended_reason bytea,
    UNIQUE (visit_id, number)
);
CREATE UNIQUE INDEX summary_versions_one_draft ON summary_versions (visit_id) WHERE state = 'draft';
CREATE UNIQUE INDEX summary_versions_one_signed ON summary_versions (visit_id) WHERE state = 'signed';
COMMENT ON COLUMN summary_versions.visit_version IS 'session''s row version of the end that it is about';
COMMENT ON COLUMN summary_versions.reason IS 'why it corrects the one before';
COMMENT ON COLUMN summary_versions.audience IS 'names as they were when it was signed';
COMMENT ON COLUMN summary_versions.went_on IS 'the visit went on after it was signed';
COMMENT ON COLUMN summary_versions.ended_at IS 'when it was waived or entered in error';

CREATE TABLE summary_sections (
    version_id uuid NOT NULL REFERENCES summary_versions,
    section text NOT NULL,
    content bytea NOT NULL,
    patient_only boolean NOT NULL,
    row_version integer NOT NULL,
    saved_at timestamptz NOT NULL,
    saved_by uuid,
    PRIMARY KEY (version_id, section)
);

CREATE TABLE summary_readers (
    version_id uuid NOT NULL REFERENCES summary_versions,
    person_id uuid NOT NULL,
    gets text NOT NULL,
    PRIMARY KEY (version_id, person_id)
);
COMMENT ON TABLE summary_readers IS 'who may read a signed version, frozen with it';

CREATE TABLE summary_openings (
    version_id uuid NOT NULL REFERENCES summary_versions,
    person_id uuid NOT NULL,
    opened_at timestamptz NOT NULL,
    PRIMARY KEY (version_id, person_id)
);

CREATE TABLE audiences (
    visit_id uuid PRIMARY KEY,
    version bigint NOT NULL,
    facts bytea NOT NULL,
    asked_at timestamptz NOT NULL
);
COMMENT ON TABLE audiences IS 'names of a visit''s people, as session last said them';

CREATE TABLE consents (
    visit_id uuid NOT NULL,
    person_id uuid NOT NULL,
    scopes text[] NOT NULL,
    scopes_version bigint NOT NULL,
    removed boolean NOT NULL,
    removed_version bigint NOT NULL,
    PRIMARY KEY (visit_id, person_id)
);
COMMENT ON COLUMN consents.scopes_version IS 'session''s row version of the visit at which these were the scopes'
"""


def upgrade() -> None:
    """Create them."""
    for statement in _TABLES.split(";\n"):
        if statement.strip():
            op.execute(statement)


def downgrade() -> None:
    """Drop them."""
    for table in (
        "consents",
        "audiences",
        "summary_openings",
        "summary_readers",
        "summary_sections",
        "summary_versions",
        "summaries",
        "audit",
    ):
        op.execute(f"DROP TABLE {table}")
    op.execute("DROP FUNCTION audit_is_append_only")
