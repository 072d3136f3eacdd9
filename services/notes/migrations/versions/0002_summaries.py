"""Summaries with their versions and sections, who may read them, who opened them; keys of persons, the audit."""

from alembic import op

from services.runtime import schema

revision = "0002"
down_revision = "0001"

_TABLES = """
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
    clinic text,
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
COMMENT ON COLUMN summary_versions.clinic IS 'name, number and zone of the clinic when it was signed, as JSON';
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

CREATE TABLE summary_people (
    version_id uuid NOT NULL REFERENCES summary_versions,
    person_id uuid NOT NULL,
    place integer NOT NULL,
    gets text,
    facts bytea,
    PRIMARY KEY (version_id, person_id)
);
COMMENT ON TABLE summary_people IS 'the people of a visit when a version was signed, and who of them may read it';
COMMENT ON COLUMN summary_people.facts IS 'names, under each person''s own key';

CREATE TABLE summary_openings (
    version_id uuid NOT NULL REFERENCES summary_versions,
    person_id uuid NOT NULL,
    opened_at timestamptz NOT NULL,
    PRIMARY KEY (version_id, person_id)
);

CREATE TABLE audiences (
    visit_id uuid PRIMARY KEY,
    version bigint NOT NULL,
    clinic text NOT NULL,
    asked_at timestamptz NOT NULL
);
COMMENT ON TABLE audiences IS 'who is in a visit, as session last said';

CREATE TABLE audience_people (
    visit_id uuid NOT NULL REFERENCES audiences,
    person_id uuid NOT NULL,
    place integer NOT NULL,
    facts bytea NOT NULL,
    PRIMARY KEY (visit_id, person_id)
);
COMMENT ON COLUMN audience_people.facts IS 'names, under each person''s own key';

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
    schema.create_record()
    for statement in _TABLES.split(";\n"):
        if statement.strip():
            op.execute(statement)


def downgrade() -> None:
    """Drop them."""
    for table in (
        "consents",
        "audience_people",
        "audiences",
        "summary_openings",
        "summary_people",
        "summary_sections",
        "summary_versions",
        "summaries",
    ):
        op.execute(f"DROP TABLE {table}")
    schema.drop_record()
