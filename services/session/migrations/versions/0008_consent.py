"""Consent in full: roles by invitation, every act of consent, and whom a decision-maker does not want again."""

from alembic import op

revision = "0008"
down_revision = "0007"

_ADDED = """
ALTER TABLE invitations
    ADD COLUMN role text NOT NULL DEFAULT 'guest',
    ADD COLUMN interprets text,
    ADD COLUMN confirmed_at timestamptz;
COMMENT ON COLUMN invitations.basis IS 'on what the answer rests';
COMMENT ON COLUMN invitations.interprets IS 'an interpreter''s language (BCP 47)';
COMMENT ON COLUMN invitations.confirmed_at IS 'when the decision-maker let stand what was written down for them';

CREATE TABLE consent_acts (
    id uuid PRIMARY KEY,
    clinic_id uuid NOT NULL,
    queue_id uuid NOT NULL,
    visit_id uuid NOT NULL,
    invitation_id uuid NOT NULL REFERENCES invitations,
    person_id uuid NOT NULL,
    did text NOT NULL,
    state text NOT NULL,
    scopes text[] NOT NULL,
    basis text NOT NULL,
    by_actor text NOT NULL,
    by_person uuid,
    screen text NOT NULL,
    device_id uuid,
    words bytea,
    words_of uuid,
    at timestamptz NOT NULL
);
CREATE INDEX consent_acts_invitation ON consent_acts (invitation_id, id);
CREATE INDEX consent_acts_visit ON consent_acts (visit_id);
CREATE INDEX consent_acts_emergencies ON consent_acts (clinic_id, at) WHERE basis = 'emergency';
COMMENT ON COLUMN consent_acts.words IS 'shown to be said aloud, or why it was an emergency; under the key of words_of';
CREATE FUNCTION consent_acts_are_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'acts of consent are only ever added'; END $$;
CREATE TRIGGER consent_acts_append_only BEFORE UPDATE OR DELETE ON consent_acts
    FOR EACH ROW EXECUTE FUNCTION consent_acts_are_append_only();
CREATE TRIGGER consent_acts_not_truncated BEFORE TRUNCATE ON consent_acts
    FOR EACH STATEMENT EXECUTE FUNCTION consent_acts_are_append_only();

CREATE TABLE not_carried_over (
    visit_id uuid NOT NULL,
    person_id uuid NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (visit_id, person_id)
);
COMMENT ON TABLE not_carried_over IS 'whom the decision-maker does not want in this visit, of an earlier one';
"""


def upgrade() -> None:
    """Add them."""
    for statement in _ADDED.split(";\n"):
        if statement.strip():
            op.execute(statement)


def downgrade() -> None:
    """Drop them."""
    op.execute("DROP TABLE not_carried_over")
    op.execute("DROP TABLE consent_acts")
    op.execute("DROP FUNCTION consent_acts_are_append_only")
    op.execute("ALTER TABLE invitations DROP COLUMN role, DROP COLUMN interprets, DROP COLUMN confirmed_at")
