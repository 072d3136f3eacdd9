"""Runtime's tables, and the visits that ended."""

from alembic import op

from services.runtime import schema

revision = "0001"
down_revision = None

_VISITS = """
CREATE TABLE visits (
    visit_id uuid PRIMARY KEY,
    clinic_id uuid NOT NULL,
    queue_id uuid NOT NULL,
    version bigint NOT NULL,
    reopened boolean NOT NULL DEFAULT false,
    ended_at timestamptz NOT NULL,
    learnt_at timestamptz NOT NULL,
    kind text NOT NULL,
    language text NOT NULL,
    modality text NOT NULL,
    outcome text NOT NULL,
    clinician_id uuid NOT NULL,
    patient_id uuid NOT NULL
)
"""


def upgrade() -> None:
    """Create them."""
    schema.create()
    op.execute(_VISITS)


def downgrade() -> None:
    """Drop them."""
    op.execute("DROP TABLE visits")
    schema.drop()
