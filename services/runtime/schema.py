"""How runtime's own tables come to be: one function per step, called by each service's migrations.

A later change of the tables is a further function here and a further migration in each service; these never
change.
"""

import re

from alembic import op

_FIRST = """
CREATE TABLE outbox (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    message_id uuid NOT NULL UNIQUE,
    kind text NOT NULL,
    order_key text NOT NULL,
    subject text NOT NULL,
    version bigint,
    payload text NOT NULL,
    traceparent text,
    created_at timestamptz NOT NULL DEFAULT now(),
    attempts integer NOT NULL DEFAULT 0,
    not_before timestamptz NOT NULL DEFAULT now(),
    published_at timestamptz
);
CREATE INDEX outbox_open ON outbox (order_key, id) WHERE published_at IS NULL;
CREATE INDEX outbox_published ON outbox (published_at) WHERE published_at IS NOT NULL;
COMMENT ON COLUMN outbox.kind IS 'event, standing or hint';
COMMENT ON COLUMN outbox.order_key IS 'rows of one key are published in the order of their ids';
COMMENT ON COLUMN outbox.subject IS 'NATS subject; for standing the key in the bucket';
COMMENT ON COLUMN outbox.version IS 'standing only: the fencing number';

CREATE TABLE inbox (
    event_id uuid PRIMARY KEY,
    type text NOT NULL,
    received_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX inbox_received ON inbox (received_at);

CREATE TABLE inbox_trouble (
    event_id uuid PRIMARY KEY,
    type text NOT NULL,
    payload bytea NOT NULL,
    tries integer NOT NULL DEFAULT 1,
    error text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    dead_at timestamptz
);
COMMENT ON COLUMN inbox_trouble.error IS 'the exception''s type, never its text';
COMMENT ON COLUMN inbox_trouble.dead_at IS 'set when no further try is made without a person';

CREATE TABLE idempotency (
    key_hash bytea PRIMARY KEY,
    request_hash bytea NOT NULL,
    response bytea,
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX idempotency_created ON idempotency (created_at);
COMMENT ON COLUMN idempotency.response IS 'encrypted under the caller''s own key';

CREATE TABLE deliveries (
    id uuid PRIMARY KEY,
    kind text NOT NULL,
    clinic_id uuid NOT NULL,
    queue_id uuid NOT NULL,
    visit_id uuid,
    person_id uuid NOT NULL,
    once_key text NOT NULL CONSTRAINT deliveries_once_key_key UNIQUE,
    details jsonb NOT NULL,
    state text NOT NULL DEFAULT 'queued',
    failure text,
    attempts integer NOT NULL DEFAULT 0,
    next_at timestamptz NOT NULL DEFAULT now(),
    created_at timestamptz NOT NULL DEFAULT now(),
    settled_at timestamptz
);
CREATE INDEX deliveries_queued ON deliveries (next_at) WHERE state = 'queued';
CREATE INDEX deliveries_visit ON deliveries (visit_id);
COMMENT ON COLUMN deliveries.kind IS 'which message; picks the composer';
COMMENT ON COLUMN deliveries.once_key IS 'one row a recipient and occasion';
COMMENT ON COLUMN deliveries.details IS 'ids, versions, times; no words, no contact';
COMMENT ON COLUMN deliveries.state IS 'queued, sent or failed';
COMMENT ON COLUMN deliveries.failure IS 'a stable code';

CREATE TABLE timers (
    id uuid PRIMARY KEY,
    kind text NOT NULL,
    key text NOT NULL,
    due_at timestamptz NOT NULL,
    details jsonb NOT NULL,
    attempts integer NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT timers_kind_key_key UNIQUE (kind, key)
);
CREATE INDEX timers_due ON timers (due_at);
"""

_RECORD = """
CREATE TABLE person_keys (
    person_id uuid PRIMARY KEY,
    wrapped bytea,
    made_at timestamptz NOT NULL DEFAULT now(),
    erased_at timestamptz,
    CHECK ((wrapped IS NULL) = (erased_at IS NOT NULL))
);
COMMENT ON COLUMN person_keys.wrapped IS 'under the service''s own key; null once erased';

CREATE TABLE audit (
    seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL,
    clinic_id uuid,
    queue_id uuid,
    caller text NOT NULL,
    caller_id uuid,
    role text,
    device_id uuid,
    action text NOT NULL,
    visit_id uuid,
    person_id uuid,
    shown uuid[] NOT NULL,
    details json NOT NULL,
    number bigint,
    seal bytea,
    CHECK ((number IS NULL) = (seal IS NULL))
);
CREATE INDEX audit_visit ON audit (visit_id, seq);
CREATE INDEX audit_person ON audit (person_id, seq);
CREATE INDEX audit_shown ON audit USING gin (shown) WHERE shown <> '{}'::uuid[];
CREATE INDEX audit_looks ON audit (device_id, action, seq) WHERE shown <> '{}'::uuid[];
CREATE INDEX audit_unsealed ON audit (seq) WHERE seal IS NULL;
CREATE UNIQUE INDEX audit_number ON audit (number);
COMMENT ON COLUMN audit.caller IS 'staff, link or the part of the service that acted';
COMMENT ON COLUMN audit.caller_id IS 'the person who acted';
COMMENT ON COLUMN audit.role IS 'as what they acted';
COMMENT ON COLUMN audit.action IS 'what was done, or which screen was read';
COMMENT ON COLUMN audit.person_id IS 'about whom';
COMMENT ON COLUMN audit.shown IS 'whose data a screen showed';
COMMENT ON COLUMN audit.details IS 'ids, codes and times; never words; kept as written';
COMMENT ON COLUMN audit.number IS 'place in the chain; null until sealed';

CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF OLD.seal IS NULL AND NEW.seal IS NOT NULL
            AND to_jsonb(OLD) - '{number,seal}'::text[] = to_jsonb(NEW) - '{number,seal}'::text[]
        THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'audit rows are never changed';
END $$;
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON audit
    FOR EACH ROW EXECUTE FUNCTION audit_is_append_only();
CREATE TRIGGER audit_stays BEFORE TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();
"""
_STATEMENT_ENDS = re.compile(r";\n(?=\n|CREATE|COMMENT|$)")
"""Not within a function's body."""


def create() -> None:
    """Create all of runtime's tables; part of a service's first migration."""
    for statement in _FIRST.split(";\n"):
        if statement.strip():
            op.execute(statement)


def drop() -> None:
    """Undo `create`."""
    for table in ("timers", "deliveries", "idempotency", "inbox_trouble", "inbox", "outbox"):
        op.execute(f"DROP TABLE {table}")


def create_record() -> None:
    """Create the keys of persons and the audit; part of a migration of each service who stores something about them."""
    for statement in _STATEMENT_ENDS.split(_RECORD):
        if statement.strip():
            op.execute(statement)


def drop_record() -> None:
    """Undo `create_record`."""
    for table in ("audit", "person_keys"):
        op.execute(f"DROP TABLE {table}")
    op.execute("DROP FUNCTION audit_is_append_only")
