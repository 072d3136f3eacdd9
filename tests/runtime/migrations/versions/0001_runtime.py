"""Runtime's tables alone."""

from services.runtime import schema

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create them."""
    schema.create()


def downgrade() -> None:
    """Drop them."""
    schema.drop()
