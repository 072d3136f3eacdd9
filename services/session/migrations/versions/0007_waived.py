"""When it was decided that a visit gets no summary."""

from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add it."""
    op.execute("ALTER TABLE visits ADD COLUMN waived_at timestamptz")


def downgrade() -> None:
    """Drop it."""
    op.execute("ALTER TABLE visits DROP COLUMN waived_at")
