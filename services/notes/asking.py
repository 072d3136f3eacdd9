"""What notes asks session: who is in a visit, what consent opens, and where somebody is written to."""

import asyncio

from services.contracts import subjects
from services.contracts.ids import PersonId, VisitId
from services.contracts.questions import AskContact, AskPeople, AskScopes, Contact, PeopleFacts, Scopes
from services.runtime.bus import Bus, NoAnswerError, ProblemAnsweredError
from services.runtime.logs import get_logger

log = get_logger(__name__)


class Session:
    """The session service, as far as notes asks it."""

    def __init__(self, bus: Bus) -> None:
        self._bus = bus

    async def audience(self, visit_id: VisitId) -> tuple[PeopleFacts, Scopes] | None:
        """Names and consents of a visit; None while session is away."""
        try:
            return await asyncio.gather(self._people(visit_id), self._scopes(visit_id))
        except (NoAnswerError, ProblemAnsweredError, ConnectionError, TimeoutError) as error:
            log.warning("session_not_asked", error=type(error).__name__)
            return None

    async def _people(self, visit_id: VisitId) -> PeopleFacts:
        return await self._bus.ask(subjects.ASK_PEOPLE_FACTS, AskPeople(visit_id=visit_id), PeopleFacts)

    async def _scopes(self, visit_id: VisitId) -> Scopes:
        return await self._bus.ask(subjects.ASK_CONSENT_SCOPES, AskScopes(visit_id=visit_id), Scopes)

    async def contact(self, visit_id: VisitId, person_id: PersonId) -> Contact:
        """Where a person is written to now. Raises `NoAnswerError` while session is away."""
        question = AskContact(visit_id=visit_id, person_id=person_id)
        return await self._bus.ask(subjects.ASK_PEOPLE_CONTACT, question, Contact)
