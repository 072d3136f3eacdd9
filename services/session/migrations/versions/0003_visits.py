"""Visits, the people in them, holds, used grants, presence."""

from alembic import op

revision = "0003"
down_revision = "0002"

_TABLES = """
CREATE TABLE visits (
    id uuid PRIMARY KEY,
    clinic_id uuid NOT NULL REFERENCES clinics,
    queue_id uuid NOT NULL REFERENCES queues,
    patient_id uuid NOT NULL REFERENCES persons,
    clinician_id uuid NOT NULL REFERENCES persons,
    decision_maker_id uuid NOT NULL REFERENCES persons,
    scheduled_at timestamptz NOT NULL,
    minutes integer NOT NULL,
    kind text NOT NULL,
    language text NOT NULL,
    version bigint NOT NULL,
    standing_version bigint NOT NULL,
    state text NOT NULL,
    modality text NOT NULL,
    outcome text,
    absent text,
    automatic boolean NOT NULL,
    delay_seconds integer NOT NULL,
    waiting_since timestamptz,
    started_at timestamptz,
    ended_at timestamptz,
    first_media_at timestamptz,
    moved_from timestamptz,
    cancel_reason text,
    desk_rung boolean NOT NULL,
    hand_over_to uuid,
    signed_at timestamptz,
    connections integer NOT NULL,
    grants_died_at integer NOT NULL,
    private_by uuid[] NOT NULL,
    exempt uuid[] NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX visits_queue ON visits (queue_id, scheduled_at);
CREATE INDEX visits_clinician ON visits (clinician_id, scheduled_at);
CREATE INDEX visits_patient ON visits (patient_id, scheduled_at);
COMMENT ON COLUMN visits.standing_version IS 'the fencing number of everything about the people of the visit';
COMMENT ON COLUMN visits.automatic IS 'a timer set the no-show';
COMMENT ON COLUMN visits.connections IS 'numbers the sockets of the visit';
COMMENT ON COLUMN visits.grants_died_at IS 'grants up to this number open none any more';

CREATE TABLE participants (
    visit_id uuid NOT NULL REFERENCES visits,
    person_id uuid NOT NULL REFERENCES persons,
    clinic_id uuid NOT NULL,
    queue_id uuid NOT NULL,
    role text NOT NULL,
    standing text NOT NULL,
    consent text,
    scopes text[] NOT NULL,
    before_removal text,
    removed_at timestamptz,
    first_live_at timestamptz,
    devices jsonb NOT NULL,
    PRIMARY KEY (visit_id, person_id)
);
CREATE INDEX participants_person ON participants (person_id);
COMMENT ON COLUMN participants.devices IS '[[device id, at_door or admitted], ...], the latest knock last';

CREATE TABLE holds (
    visit_id uuid NOT NULL,
    person_id uuid NOT NULL,
    by_id uuid NOT NULL,
    PRIMARY KEY (visit_id, person_id, by_id),
    FOREIGN KEY (visit_id, person_id) REFERENCES participants
);
COMMENT ON COLUMN holds.person_id IS 'who is held';
COMMENT ON COLUMN holds.by_id IS 'who holds';

CREATE TABLE grant_claims (
    jti uuid PRIMARY KEY,
    visit_id uuid,
    person_id uuid NOT NULL,
    device_id uuid NOT NULL,
    n integer NOT NULL,
    claimed_at timestamptz NOT NULL
);
CREATE INDEX grant_claims_device ON grant_claims (visit_id, device_id, n);
CREATE INDEX grant_claims_old ON grant_claims (claimed_at);

CREATE TABLE presence (
    visit_id uuid NOT NULL,
    instance text NOT NULL,
    sequence bigint NOT NULL,
    at timestamptz NOT NULL,
    well_since timestamptz NOT NULL,
    people jsonb NOT NULL,
    last_live jsonb NOT NULL,
    PRIMARY KEY (visit_id, instance)
);
COMMENT ON TABLE presence IS 'the last state that each signaling instance told of a visit';
"""


def upgrade() -> None:
    """Create them."""
    for statement in _TABLES.split(";\n"):
        if statement.strip():
            op.execute(statement)


def downgrade() -> None:
    """Drop them."""
    for table in ("presence", "grant_claims", "holds", "participants", "visits"):
        op.execute(f"DROP TABLE {table}")
