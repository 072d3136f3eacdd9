"""A telephone number of a person."""

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add it."""
    op.execute("ALTER TABLE persons ADD COLUMN phone text")


def downgrade() -> None:
    """Drop it."""
    op.execute("ALTER TABLE persons DROP COLUMN phone")
