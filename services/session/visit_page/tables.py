"""visit_page/'s table."""

from sqlalchemy import Column, LargeBinary, Table, Text, Uuid

from services.session.tables import MOMENT, metadata

visit_pages = Table(
    "visit_pages",
    metadata,
    Column("visit_id", Uuid, primary_key=True),
    Column("person_id", Uuid, primary_key=True),
    Column("camera", Text),
    Column("microphone", Text),
    Column("speaker", Text),
    Column("network", Text),
    Column("tried_at", MOMENT),
    Column("done_at", MOMENT),
    Column("help_wanted_at", MOMENT),
    Column("wrong_person_at", MOMENT),
    Column("not_yet_at", MOMENT),
    Column("present", LargeBinary, comment="names, a JSON list, under the key of whose page it is"),
)
