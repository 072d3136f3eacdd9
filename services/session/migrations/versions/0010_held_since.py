"""Since when somebody has been kept out of the talk."""

from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Add it; of whoever is kept out just now it is not known."""
    op.execute("ALTER TABLE participants ADD COLUMN held_since timestamptz")
    op.execute("COMMENT ON COLUMN participants.held_since IS 'since when they have been kept out of the talk'")


def downgrade() -> None:
    """Drop it."""
    op.execute("ALTER TABLE participants DROP COLUMN held_since")
