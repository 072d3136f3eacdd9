"""Persons, staff accounts, links with their devices and codes, invitations, and what pages and the desk remember."""

from alembic import op

revision = "0002"
down_revision = "0001"

_TABLES = """
CREATE TABLE persons (
    id uuid PRIMARY KEY,
    clinic_id uuid NOT NULL REFERENCES clinics,
    name text NOT NULL,
    first_name text NOT NULL,
    title text,
    birth_date date,
    email text,
    language text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX persons_clinic_name ON persons (clinic_id, lower(name) text_pattern_ops);
CREATE INDEX persons_email ON persons (lower(email));
COMMENT ON COLUMN persons.title IS 'what a clinician is addressed with; null for everybody else';

CREATE TABLE accounts (
    person_id uuid PRIMARY KEY REFERENCES persons,
    clinic_id uuid NOT NULL REFERENCES clinics,
    name text NOT NULL UNIQUE,
    password_hash text NOT NULL,
    roles text[] NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON COLUMN accounts.name IS 'in lower case';
COMMENT ON COLUMN accounts.password_hash IS 'argon2id';

CREATE TABLE account_queues (
    person_id uuid NOT NULL REFERENCES accounts,
    queue_id uuid NOT NULL REFERENCES queues,
    PRIMARY KEY (person_id, queue_id)
);

CREATE TABLE staff_sessions (
    id uuid PRIMARY KEY,
    person_id uuid NOT NULL REFERENCES accounts,
    device_id uuid NOT NULL,
    cookie_hash bytea NOT NULL UNIQUE,
    started_at timestamptz NOT NULL,
    used_at timestamptz NOT NULL,
    ended_at timestamptz
);

CREATE TABLE sign_in_failures (
    name_hash bytea PRIMARY KEY,
    wrong integer NOT NULL,
    closed_until timestamptz,
    last_at timestamptz NOT NULL
);
COMMENT ON TABLE sign_in_failures IS 'for names with and without an account alike, so that a lock tells nothing';

CREATE TABLE links (
    id uuid PRIMARY KEY,
    handle text NOT NULL UNIQUE,
    clinic_id uuid NOT NULL,
    queue_id uuid NOT NULL,
    visit_id uuid NOT NULL,
    person_id uuid NOT NULL REFERENCES persons,
    generation integer NOT NULL,
    secret_hash bytea NOT NULL,
    closed text,
    opened_at timestamptz,
    first_tap_at timestamptz,
    UNIQUE (visit_id, person_id)
);
CREATE INDEX links_person ON links (person_id);
COMMENT ON COLUMN links.closed IS 'why it ended; told to nobody but the desk';
COMMENT ON COLUMN links.opened_at IS 'first tap of this generation';
COMMENT ON COLUMN links.first_tap_at IS 'first tap in the open window: from when on nobody is late';

CREATE TABLE devices (
    id uuid PRIMARY KEY,
    link_id uuid NOT NULL REFERENCES links,
    generation integer NOT NULL,
    cookie_hash bytea NOT NULL UNIQUE,
    bound_at timestamptz NOT NULL,
    ended_at timestamptz,
    went_in_at timestamptz
);
CREATE INDEX devices_link ON devices (link_id);

CREATE TABLE link_codes (
    link_id uuid PRIMARY KEY REFERENCES links,
    serial integer NOT NULL,
    sent_at timestamptz,
    used boolean NOT NULL,
    wrong integer NOT NULL,
    closed_until timestamptz,
    window_from timestamptz,
    window_sends integer NOT NULL
);

CREATE TABLE invitations (
    id uuid PRIMARY KEY,
    clinic_id uuid NOT NULL,
    queue_id uuid NOT NULL,
    visit_id uuid NOT NULL,
    person_id uuid NOT NULL REFERENCES persons,
    relationship text NOT NULL,
    state text NOT NULL,
    scopes text[] NOT NULL,
    asked_by text NOT NULL,
    asked_by_person uuid,
    asked_at timestamptz NOT NULL,
    answered_by uuid,
    answered_at timestamptz,
    basis text
);
CREATE INDEX invitations_visit ON invitations (visit_id, asked_at);
CREATE UNIQUE INDEX invitations_open ON invitations (visit_id, person_id) WHERE state IN ('proposed', 'agreed');
COMMENT ON COLUMN invitations.asked_by IS 'actor: clinician, desk, patient or decision_maker';
COMMENT ON COLUMN invitations.basis IS 'where the answer was given';

CREATE TABLE visit_pages (
    visit_id uuid NOT NULL,
    person_id uuid NOT NULL REFERENCES persons,
    camera text,
    microphone text,
    speaker text,
    network text,
    tried_at timestamptz,
    done_at timestamptz,
    help_wanted_at timestamptz,
    wrong_person_at timestamptz,
    not_yet_at timestamptz,
    present text[] NOT NULL DEFAULT '{}',
    PRIMARY KEY (visit_id, person_id)
);
CREATE INDEX visit_pages_person ON visit_pages (person_id) WHERE done_at IS NOT NULL;
COMMENT ON TABLE visit_pages IS 'what a person did on the page of one visit: check, call for help, who sits beside';

CREATE TABLE waiting_marks (
    visit_id uuid PRIMARY KEY,
    seen_at timestamptz,
    moved_up_at timestamptz
);
COMMENT ON COLUMN waiting_marks.seen_at IS 'the row was in a visible tab of the clinician for two seconds';

CREATE TABLE told_places (
    visit_id uuid PRIMARY KEY,
    place integer NOT NULL,
    version integer NOT NULL
);

CREATE TABLE desk_tasks (
    visit_id uuid NOT NULL,
    kind text NOT NULL,
    clinic_id uuid NOT NULL,
    queue_id uuid NOT NULL,
    made_at timestamptz NOT NULL,
    done_at timestamptz,
    PRIMARY KEY (visit_id, kind)
);
"""

_NAMES = (
    "desk_tasks told_places waiting_marks visit_pages invitations link_codes devices links"
    " sign_in_failures staff_sessions account_queues accounts persons"
)


def upgrade() -> None:
    """Create them."""
    for statement in _TABLES.split(";\n"):
        if statement.strip():
            op.execute(statement)


def downgrade() -> None:
    """Drop them."""
    for table in _NAMES.split():
        op.execute(f"DROP TABLE {table}")
