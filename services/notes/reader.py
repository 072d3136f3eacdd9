"""Who asks: an access token that session signed, verified without asking session."""

from typing import Annotated, cast

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from services.contracts.grants import NOTES, AccessToken
from services.notes.errors import TokenExpired, TokenForged
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
