"""In which language a signed version is written, which need not be the patient's."""

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add it. What is signed already said nothing of it, and is held to be in the patient's."""
    op.execute("ALTER TABLE summary_versions ADD COLUMN language text")
    op.execute(
        "COMMENT ON COLUMN summary_versions.language IS 'in which its words are written; said when it is signed'"
    )


def downgrade() -> None:
    """Drop it."""
    op.execute("ALTER TABLE summary_versions DROP COLUMN language")
