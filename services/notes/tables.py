"""The metadata that all of notes' tables share. A capability's own tables stand in its `tables.py`.

The migrations are the truth; these say the same to SQLAlchemy.
"""

from sqlalchemy import DateTime, MetaData

from services.runtime import record_tables
from services.runtime import tables as runtime_tables

metadata = MetaData()
runtime_tables.add_to(metadata)
record_tables.add_to(metadata)

MOMENT = DateTime(timezone=True)
