"""Who asks: an access token that session signed, verified without asking session."""

from typing import Annotated, cast

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from services.contracts.access import Action, may
from services.contracts.grants import NOTES, AccessToken, Door
from services.contracts.ids import VisitId
from services.contracts.states import VisitState
from services.notes.errors import NotAnAuthor, NotYourVisit, SecondFactNeeded, TokenExpired, TokenForged
from services.runtime.clock import utc_now
from services.runtime.tokens import TokenExpiredError, TokenForgedError, Verifier

_bearer = HTTPBearer(auto_error=False)


def _reader(request: Request, given: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]) -> AccessToken:
    if given is None:
        raise TokenForged
    verifier = cast("Verifier", request.app.state.verifier)
    try:
        return verifier.verify(given.credentials, AccessToken, audience=NOTES, now=utc_now())
    except TokenExpiredError as error:
        raise TokenExpired from error
    except TokenForgedError as error:
        raise TokenForged from error


Reader = Annotated[AccessToken, Depends(_reader)]
"""The person, visit and role that the request's token stands for."""


def _author(visit_id: VisitId, reader: Reader) -> AccessToken:
    if reader.visit_id != visit_id:
        raise NotYourVisit
    if reader.door is not Door.STAFF or not may(Action.WRITE_SUMMARY, reader.parties, None, VisitState.ENDED):
        raise NotAnAuthor
    return reader


Author = Annotated[AccessToken, Depends(_author)]
"""A clinician who may write the summary of the visit in the request's path."""


def is_proven(reader: AccessToken) -> bool:
    """Whether a second fact that this device gave still counts."""
    return reader.second_fact_until is not None and utc_now().timestamp() < reader.second_fact_until


def _own(reader: Reader) -> AccessToken:
    if reader.door is not Door.VISIT:
        raise NotYourVisit
    return reader


def _proven(reader: Annotated[AccessToken, Depends(_own)]) -> AccessToken:
    if not is_proven(reader):
        raise SecondFactNeeded
    return reader


OwnReader = Annotated[AccessToken, Depends(_own)]
"""Somebody at their own link."""

ProvenReader = Annotated[AccessToken, Depends(_proven)]
"""Somebody at their own link, who has shown that it is them."""


def caller_of(request: Request) -> str | None:
    """Whose command this is, for what is safe to send twice: the same person with a newer token is the same caller."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        return None
    verifier = cast("Verifier", request.app.state.verifier)
    try:
        claims = verifier.verify(token, AccessToken, audience=NOTES, now=utc_now())
    except (TokenExpiredError, TokenForgedError):
        return None
    return f"{claims.door}:{claims.visit_id}:{claims.person_id}"
