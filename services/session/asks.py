"""What each of session's routes asks the access table. The routes ask it themselves, with the visit at hand; this list
says which of them asks what, for the documentation and for the walks of the tests, and leaves no route out.
"""

from collections.abc import Mapping
from typing import Final

from services.contracts.access import Action, Asks, Free

PREFIX: Final = "/api/session/v1"

_LINK: Final = Free(
    "whoever shows a link's secret, or its bound device; a link that does not open answers nothing else"
)
_STAFF: Final = Free("whoever is signed in as staff; shows what lies in their own clinic and queues")
_CLINICIANS: Final = Free("whoever is signed in as a clinician; shows what lies in their own clinic and queues")
_ANYBODY: Final = Free("whoever has no session yet; answers the same to everybody, and counts tries")

ASKS: Final[Mapping[str, Asks]] = {
    "POST /sign-in": _ANYBODY,
    "POST /sign-out": _ANYBODY,
    "POST /new-link": _ANYBODY,
    "GET /staff-me": _STAFF,
    "GET /clinicians": _STAFF,
    "GET /day": _STAFF,
    "GET /people": _STAFF,
    "POST /visits": _STAFF,
    "POST /look": _LINK,
    "POST /enter": _LINK,
    "POST /code": _LINK,
    "POST /wrong-person": _LINK,
    "GET /me": _LINK,
    "POST /language": _LINK,
    "GET /second-fact": _LINK,
    "POST /second-fact": _LINK,
    "PUT /second-fact/own-code": _LINK,
    "POST /check": (Action.SEE_OWN_PAGE,),
    "GET /calendar.ics": (Action.SEE_OWN_PAGE,),
    "POST /help": (Action.ASK_FOR_HELP,),
    "POST /present": (Action.NAME_PRESENT,),
    "POST /present/gone": (Action.NAME_PRESENT,),
    "GET /looks": (Action.SEE_LOOKS,),
    "POST /leave": (Action.LEAVE,),
    "POST /stop-waiting": (Action.STOP_WAITING,),
    "POST /people/{person_id}/hold": (Action.HOLD, Action.BRING_BACK),
    "POST /me/private": (Action.MAKE_PRIVATE, Action.END_PRIVATE),
    "POST /cancel": (Action.CANCEL,),
    "POST /reschedule": (Action.RESCHEDULE,),
    "POST /invitations": (Action.INVITE,),
    "GET /invitations": (Action.ANSWER_INVITATION,),
    "POST /invitations/{invitation_id}/answer": (Action.ANSWER_INVITATION,),
    "POST /invitations/{invitation_id}/change": (Action.CHANGE_CONSENT,),
    "POST /invitations/{invitation_id}/revoke": (Action.REVOKE,),
    "POST /invitations/{invitation_id}/undo": (Action.UNDO_SAID_ALOUD,),
    "POST /invitations/{invitation_id}/confirm": (Action.ANSWER_INVITATION,),
    "GET /invitations/{invitation_id}/acts": (Action.SEE_CONSENTS,),
    "GET /invitations/{invitation_id}/fhir": (Action.SEE_CONSENTS,),
    "GET /who-may-see": (Action.SEE_CONSENTS,),
    "POST /carry-over/{person_id}": (Action.INVITE,),
    "GET /emergencies": _CLINICIANS,
    "POST /grant": (Action.CONNECT,),
    "POST /token": (Action.READ_NOTES,),
    "POST /me/door-picture": (Action.SHOW_AT_DOOR,),
    "POST /me/door-picture/withdraw": (Action.SHOW_AT_DOOR,),
    "GET /visits/{visit_id}": (Action.SEE_VISIT,),
    "GET /visits/{visit_id}/pairs": (Action.SEE_PAIRS,),
    "POST /visits/{visit_id}/pairs": (Action.SET_PAIR,),
    "POST /visits/{visit_id}/pairs/{pair_id}/lift": (Action.LIFT_PAIR,),
    "GET /visits/{visit_id}/people/{person_id}/door-picture": (Action.SEE_AT_DOOR,),
    "POST /visits/{visit_id}/enter": (Action.ENTER,),
    "POST /visits/{visit_id}/leave": (Action.LEAVE,),
    "POST /visits/{visit_id}/admit": (Action.ADMIT,),
    "POST /visits/{visit_id}/not-yet": (Action.SAY_NOT_YET,),
    "POST /visits/{visit_id}/seen": (Action.SAY_SEEN,),
    "POST /visits/{visit_id}/help-answered": (Action.ANSWER_HELP,),
    "POST /visits/{visit_id}/people/{person_id}/remove": (Action.REMOVE,),
    "POST /visits/{visit_id}/people/{person_id}/undo-remove": (Action.UNDO_REMOVE,),
    "POST /visits/{visit_id}/people/{person_id}/hold": (Action.HOLD, Action.BRING_BACK),
    "POST /visits/{visit_id}/private": (Action.MAKE_PRIVATE, Action.END_PRIVATE),
    "POST /visits/{visit_id}/people/{person_id}/new-link": (Action.SEND_NEW_LINK,),
    "POST /visits/{visit_id}/people/{person_id}/code": (Action.SEND_NEW_LINK,),
    "POST /visits/{visit_id}/invitations": (Action.PROPOSE_GUEST,),
    "POST /visits/{visit_id}/invitations/said-aloud": (Action.RECORD_CONSENT,),
    "POST /visits/{visit_id}/invitations/{invitation_id}/said-aloud": (Action.RECORD_CONSENT,),
    "POST /visits/{visit_id}/invitations/{invitation_id}/expire": (Action.EXPIRE_INVITATION,),
    "GET /visits/{visit_id}/invitations/{invitation_id}/acts": (Action.SEE_CONSENTS,),
    "GET /visits/{visit_id}/invitations/{invitation_id}/fhir": (Action.SEE_CONSENTS,),
    "POST /visits/{visit_id}/decision-maker": (Action.NAME_DECISION_MAKER,),
    "POST /visits/{visit_id}/emergency": (Action.USE_EMERGENCY,),
    "POST /visits/{visit_id}/people/{person_id}/present": (Action.RECORD_PRESENT,),
    "POST /visits/{visit_id}/people/{person_id}/present/gone": (Action.RECORD_PRESENT,),
    "POST /visits/{visit_id}/modality": (Action.GO_ON_BY_PHONE, Action.GO_ON_BY_VIDEO),
    "POST /visits/{visit_id}/finish": (Action.FINISH,),
    "POST /visits/{visit_id}/reopen": (Action.REOPEN,),
    "POST /visits/{visit_id}/cancel": (Action.CANCEL,),
    "POST /visits/{visit_id}/reschedule": (Action.RESCHEDULE,),
    "POST /visits/{visit_id}/no-show": (Action.MARK_NO_SHOW,),
    "POST /visits/{visit_id}/undo-no-show": (Action.UNDO_NO_SHOW,),
    "POST /visits/{visit_id}/hand-over": (Action.OFFER_HAND_OVER,),
    "POST /visits/{visit_id}/hand-over/take-back": (Action.OFFER_HAND_OVER,),
    "POST /visits/{visit_id}/hand-over/accept": (Action.HAND_OVER,),
    "POST /visits/{visit_id}/grant": (Action.CONNECT,),
    "POST /visits/{visit_id}/token": (Action.READ_NOTES,),
}
"""`METHOD path` below the prefix -> what is asked."""
