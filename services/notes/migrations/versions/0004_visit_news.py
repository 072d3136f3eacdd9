"""What is told of a visit beside its ends: each fact by itself, because events may overtake each other."""

from alembic import op

revision = "0004"
down_revision = "0003"

_NEWS = """
CREATE TABLE visit_news (
    visit_id uuid PRIMARY KEY,
    reopened_version bigint NOT NULL DEFAULT 0,
    handed_over_version bigint NOT NULL DEFAULT 0,
    clinician_id uuid
)
"""


def upgrade() -> None:
    """Create it. What was heard before stands in the visit's own row."""
    op.execute(_NEWS)
    op.execute("COMMENT ON COLUMN visit_news.reopened_version IS 'session''s row version at which the talk went on'")
    op.execute("COMMENT ON COLUMN visit_news.handed_over_version IS 'the same at which this clinician took over'")


def downgrade() -> None:
    """Drop it."""
    op.execute("DROP TABLE visit_news")
