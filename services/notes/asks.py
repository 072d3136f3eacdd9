"""What each of notes' routes asks the access table. To read is asked by session, when it gives the access token without
which no route here answers; to write is asked here, of what the token says that its bearer is to the visit.
"""

from collections.abc import Mapping
from typing import Final

from services.contracts.access import Action, Asks

PREFIX: Final = "/api/notes/v1"

_READS: Final = (Action.READ_NOTES,)
_WRITES: Final = (Action.WRITE_SUMMARY,)

ASKS: Final[Mapping[str, Asks]] = {
    "GET /visits/{visit_id}": _READS,
    "GET /summary": _READS,
    "GET /summary/status": _READS,
    "GET /summary/looks": _READS,
    "GET /summary/versions/{version_id}": _READS,
    "POST /summary/versions/{version_id}/opened": _READS,
    "GET /visits/{visit_id}/summary": _WRITES,
    "PUT /visits/{visit_id}/summary/versions/{number}/sections/{section}": _WRITES,
    "POST /visits/{visit_id}/summary/versions/{number}/sign": _WRITES,
    "POST /visits/{visit_id}/summary/versions/{number}/in-error": _WRITES,
    "POST /visits/{visit_id}/summary/versions/{number}/waive": _WRITES,
    "POST /visits/{visit_id}/summary/amend": _WRITES,
    "GET /visits/{visit_id}/summary/versions/{number}": _WRITES,
    "GET /visits/{visit_id}/summary/versions/{number}/as/{person_id}": _WRITES,
}
"""`METHOD path` below the prefix -> what is asked."""
