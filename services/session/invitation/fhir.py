"""The record of a consent as a FHIR R4 (4.0.1) `Consent`, for record systems. Pure.

Privacy consent under an opt-in policy: nothing is allowed but what a nested provision permits. People are named by
logical references, because no FHIR server of ours stands behind them.
"""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from services.contracts.ids import ClinicId, PersonId
from services.contracts.states import ConsentBasis, ConsentState, Role
from services.session.invitation.hand import Act
from services.session.invitation.rules import Invitation

MEDIA_TYPE: Final = "application/fhir+json"

FHIR_CONSENT_STATUS: Final[Mapping[ConsentState, str]] = {
    ConsentState.PROPOSED: "proposed",
    ConsentState.AGREED: "active",
    ConsentState.DECLINED: "rejected",
    ConsentState.REVOKED: "inactive",
    ConsentState.EXPIRED: "inactive",
}
"""http://hl7.org/fhir/R4/valueset-consent-state-codes.html"""

SCOPES: Final = "urn:beside:consent-scope"
"""The code system of what a yes opens: join, chat, files, summary_all, summary_actions."""

BASES: Final = "urn:beside:consent-basis"

_HL7: Final = "http://terminology.hl7.org/CodeSystem/"
_PURPOSES: Final[Mapping[Role, str]] = {Role.INTERPRETER: "TREAT", Role.OBSERVER: "TRAIN"}
"""v3-ActReason; a guest is there because the patient asks for family."""

_ACTOR_ROLES: Final[Mapping[Role, tuple[str, str]]] = {Role.INTERPRETER: ("v3-RoleCode", "INTPRTER")}
"""Everybody else receives information (v3-ParticipationType IRCP)."""

_DECIDED: Final = frozenset({ConsentState.AGREED, ConsentState.DECLINED, ConsentState.REVOKED})

_BY_THEIR_OWN_TAP: Final = frozenset({ConsentBasis.OWN_PAGE, ConsentBasis.OWN_INVITATION, ConsentBasis.CARRIED_OVER})

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around an invitation: whose visit it is, who decides now, and what people are called.

    `hidden`: of whom the reader must not learn.
    """

    patient_id: PersonId
    decision_maker_id: PersonId
    clinic_id: ClinicId
    clinic: str
    names: Mapping[PersonId, str]
    hidden: frozenset[PersonId] = frozenset()


def consent(invitation: Invitation, acts: Sequence[Act], around: Around) -> Json:
    """The resource as the record stands now; `meta.versionId` counts the acts."""
    at = invitation.answered_at or invitation.asked_at
    resource: Json = {
        "resourceType": "Consent",
        "id": str(invitation.id),
        "meta": {"versionId": str(len(acts)), "lastUpdated": _instant(acts[-1].at if acts else at)},
        "identifier": [_urn(invitation.id)],
        "status": FHIR_CONSENT_STATUS[invitation.state],
        "scope": _code(f"{_HL7}consentscope", "patient-privacy"),
        "category": [_code("http://loinc.org", "59284-0"), *_basis(invitation)],
        "patient": _who("Patient", around.patient_id, around),
        "dateTime": _instant(at),
        "organization": [_named("Organization", around.clinic_id, around.clinic)],
        "policyRule": _code(f"{_HL7}v3-ActCode", "OPTIN"),
    }
    if invitation.state in _DECIDED:
        resource |= _performer(invitation, around)
    return {**resource, **_said_aloud(invitation, acts, around), **_provision(invitation, around)}


def _performer(invitation: Invitation, around: Around) -> Json:
    """Whoever decided by a tap of their own, though another may decide now."""
    their_own = invitation.answered_by if invitation.basis in _BY_THEIR_OWN_TAP else None
    decided = their_own or around.decision_maker_id
    return {} if decided in around.hidden else {"performer": [_decider(decided, around)]}


def _said_aloud(invitation: Invitation, acts: Sequence[Act], around: Around) -> Json:
    """The words that were shown, and whether the decision-maker has looked at what was written down since."""
    if invitation.basis is not ConsentBasis.SAID_ALOUD:
        return {}
    verified: Json = {
        "verified": invitation.confirmed_at is not None,
        "verifiedWith": _decider(around.decision_maker_id, around),
    }
    if invitation.confirmed_at is not None:
        verified["verificationDate"] = _instant(invitation.confirmed_at)
    aloud = [act for act in acts if act.hand.basis is ConsentBasis.SAID_ALOUD and act.hand.words]
    shown = aloud[-1] if aloud else None
    if shown is None or shown.hand.words is None:
        return {"verification": [verified]}
    words = b64encode(shown.hand.words.encode()).decode()
    source = {"contentType": "text/plain; charset=utf-8", "data": words, "creation": _instant(shown.at)}
    return {"verification": [verified], "sourceAttachment": source}


def _provision(invitation: Invitation, around: Around) -> Json:
    if not invitation.scopes:
        return {}
    is_emergency = invitation.basis is ConsentBasis.EMERGENCY
    purpose = "ETREAT" if is_emergency else _PURPOSES.get(invitation.role, "FAMRQT")
    system, role = _ACTOR_ROLES.get(invitation.role, ("v3-ParticipationType", "IRCP"))
    permit: Json = {
        "type": "permit",
        "period": {"start": _instant(invitation.answered_at or invitation.asked_at)},
        "actor": [
            {"role": _code(_HL7 + system, role), "reference": _who("RelatedPerson", invitation.person_id, around)}
        ],
        "action": [_code(f"{_HL7}consentaction", "access")],
        "purpose": [{"system": f"{_HL7}v3-ActReason", "code": purpose}],
        "code": [_code(SCOPES, scope.value) for scope in sorted(invitation.scopes)],
    }
    return {"provision": {"provision": [permit]}}


def _basis(invitation: Invitation) -> list[Json]:
    return [_code(BASES, invitation.basis.value)] if invitation.basis is not None else []


def _decider(person_id: PersonId, around: Around) -> Json:
    return _who("Patient" if person_id == around.patient_id else "RelatedPerson", person_id, around)


def _who(kind: str, person_id: PersonId, around: Around) -> Json:
    return _named(kind, person_id, around.names.get(person_id, ""))


def _named(kind: str, id_: UUID, name: str) -> Json:
    named: Json = {"type": kind, "identifier": _urn(id_)}
    return {**named, "display": name} if name else named


def _urn(id_: UUID) -> Json:
    return {"system": "urn:ietf:rfc:3986", "value": f"urn:uuid:{id_}"}


def _code(system: str, code: str) -> Json:
    return {"coding": [{"system": system, "code": code}]}


def _instant(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
