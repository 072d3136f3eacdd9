"""Protected pairs; who of two came in first; numbers of connections that follow the time of day."""

from alembic import op

revision = "0009"
down_revision = "0008"

_UP = """
CREATE TABLE protected_pairs (
    id uuid PRIMARY KEY,
    clinic_id uuid NOT NULL,
    patient_id uuid NOT NULL,
    visit_id uuid NOT NULL,
    one_id uuid NOT NULL,
    other_id uuid NOT NULL,
    reason bytea NOT NULL,
    set_by uuid,
    set_at timestamptz NOT NULL,
    lifted_by uuid,
    lifted_at timestamptz,
    lift_reason bytea,
    CHECK (one_id < other_id)
);
CREATE UNIQUE INDEX protected_pairs_standing ON protected_pairs (one_id, other_id) WHERE lifted_at IS NULL;
CREATE INDEX protected_pairs_patient ON protected_pairs (patient_id);
COMMENT ON COLUMN protected_pairs.patient_id IS 'around whom they must not meet';
COMMENT ON COLUMN protected_pairs.visit_id IS 'in which it was set';
COMMENT ON COLUMN protected_pairs.one_id IS 'the lower id of the two';
COMMENT ON COLUMN protected_pairs.reason IS 'under the patient''s key';
COMMENT ON COLUMN protected_pairs.lift_reason IS 'under the patient''s key';
ALTER TABLE participants
    ADD COLUMN apart uuid[] NOT NULL DEFAULT '{}',
    ADD COLUMN let_in_at bigint NOT NULL DEFAULT 0;
ALTER TABLE participants ALTER COLUMN apart DROP DEFAULT, ALTER COLUMN let_in_at DROP DEFAULT;
COMMENT ON COLUMN participants.apart IS 'with whom they are a protected pair';
COMMENT ON COLUMN participants.let_in_at IS 'the standing version at which they were let in last';
ALTER TABLE visits ALTER COLUMN connections TYPE bigint, ALTER COLUMN grants_died_at TYPE bigint;
ALTER TABLE grant_claims ALTER COLUMN n TYPE bigint;
"""

_DOWN = """
ALTER TABLE grant_claims ALTER COLUMN n TYPE integer USING 0;
ALTER TABLE visits
    ALTER COLUMN connections TYPE integer USING 0,
    ALTER COLUMN grants_died_at TYPE integer USING 0;
ALTER TABLE participants DROP COLUMN let_in_at, DROP COLUMN apart;
DROP TABLE protected_pairs;
"""


def upgrade() -> None:
    """Add them."""
    _run(_UP)


def downgrade() -> None:
    """Drop them. The numbers of connections begin anew: grants that were not used yet open nothing."""
    _run(_DOWN)


def _run(statements: str) -> None:
    for statement in statements.split(";\n"):
        if statement.strip():
            op.execute(statement)
