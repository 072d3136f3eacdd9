"""When a device gave a second fact, and the code that a guest set for themself."""

from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add them."""
    op.execute("ALTER TABLE devices ADD COLUMN proved_at timestamptz")
    op.execute("ALTER TABLE link_codes ADD COLUMN own_hash bytea")
    op.execute("COMMENT ON COLUMN devices.proved_at IS 'when a second fact was last given on it'")
    op.execute("COMMENT ON COLUMN link_codes.own_hash IS 'of the code that a guest set, under the key of links'")


def downgrade() -> None:
    """Drop them."""
    op.execute("ALTER TABLE link_codes DROP COLUMN own_hash")
    op.execute("ALTER TABLE devices DROP COLUMN proved_at")
