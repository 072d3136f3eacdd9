"""The record as FHIR R4 Consent: required elements and value sets, typed by hand from the specification 4.0.1."""

from base64 import b64decode
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final, cast
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contracts.ids import ClinicId, InvitationId, PersonId, QueueId, VisitId
from services.contracts.states import ConsentAct, ConsentBasis, ConsentState, Role, Scope
from services.contracts.visit_table import Actor
from services.session.invitation.fhir import Around, consent
from services.session.invitation.hand import Act, AskedOn, Hand
from services.session.invitation.rules import Invitation

NOW: Final = datetime(2026, 11, 24, 10, tzinfo=UTC)
ROSA, ANA, LIND, EVA = (PersonId(UUID(int=number)) for number in (1, 2, 3, 4))
CLINIC: Final = ClinicId(UUID(int=5))
NAMES: Final = {ROSA: "Rosa Diaz", ANA: "Ana Diaz", EVA: "Eva Diaz"}
AROUND: Final = Around(ROSA, ROSA, CLINIC, "Hill Clinic", NAMES)

STATUS: Final = {
    "proposed": "proposed",
    "agreed": "active",
    "declined": "rejected",
    "revoked": "inactive",
    "expired": "inactive",
}
REQUIRED: Final = {"resourceType", "status", "scope", "category", "patient", "dateTime", "policyRule"}
"""1..1 and 1..* of the specification, what ppc-1 and ppc-2 ask, and when it was."""
ELEMENTS: Final = REQUIRED | {
    *("id", "meta", "identifier", "performer", "organization", "sourceAttachment", "verification", "provision")
}
PURPOSES: Final = {"guest": "FAMRQT", "observer": "TRAIN", "interpreter": "TREAT"}
TERMS: Final = "http://terminology.hl7.org/CodeSystem/"


def invited(state: ConsentState = ConsentState.AGREED, **more: Any) -> Invitation:
    made = Invitation(
        id=InvitationId(UUID(int=9)),
        clinic_id=CLINIC,
        queue_id=QueueId(UUID(int=6)),
        visit_id=VisitId(UUID(int=7)),
        person_id=ANA,
        relationship="daughter",
        state=state,
        by=Actor.DESK,
        by_person=None,
        asked_at=NOW - timedelta(hours=1),
        answered_at=NOW,
        basis=ConsentBasis.OWN_PAGE,
    )
    return replace(made, **more)


def act(one: Invitation, words: str | None = None) -> Act:
    hand = Hand(LIND, Actor.CLINICIAN, one.basis or ConsentBasis.STAFF, AskedOn.STAFF_SAID_ALOUD, None, words)
    about = (one.clinic_id, one.queue_id, one.visit_id, one.id, one.person_id)
    return Act(UUID(int=1), *about, ConsentAct.AGREED, one.state, one.scopes, hand, NOW)


def of(one: Invitation, *acts: Act, around: Around = AROUND) -> dict[str, Any]:
    return cast("dict[str, Any]", consent(one, list(acts), around))


def code_in(concept: dict[str, Any]) -> tuple[str, str]:
    [coding] = concept["coding"]
    return coding["system"].removeprefix(TERMS), coding["code"]


@given(
    st.sampled_from(ConsentState),
    st.sampled_from([Role.GUEST, Role.OBSERVER, Role.INTERPRETER]),
    st.frozensets(st.sampled_from(Scope)),
    st.sampled_from([None, *ConsentBasis]),
)
def test_every_record_has_what_the_specification_requires_and_nothing_it_does_not_know(
    state: ConsentState, role: Role, scopes: frozenset[Scope], basis: ConsentBasis | None
) -> None:
    one = invited(state, role=role, scopes=scopes, basis=basis)
    found = of(one, act(one, "May Ana join?"))
    assert found.keys() >= REQUIRED
    assert found.keys() <= ELEMENTS
    assert found["status"] == STATUS[state.value]
    assert code_in(found["scope"]) == ("consentscope", "patient-privacy")
    assert code_in(found["policyRule"]) == ("v3-ActCode", "OPTIN")
    assert ("http://loinc.org", "59284-0") in [code_in(one) for one in found["category"]]
    assert found["patient"]["type"] == "Patient"
    for kind in ("performer", "organization"):
        assert all(one["identifier"]["value"].startswith("urn:uuid:") for one in found.get(kind, []))
    assert "type" not in found.get("provision", {}), "not permitted in the root rule"
    for rule in found.get("provision", {}).get("provision", []):
        assert rule["type"] in {"permit", "deny"}
        assert all(actor["role"]["coding"] and actor["reference"] for actor in rule["actor"])


@pytest.mark.parametrize("role", ["guest", "observer", "interpreter"])
def test_a_yes_permits_one_person_what_was_ticked_and_no_more(role: str) -> None:
    one = invited(role=Role(role), scopes=frozenset({Scope.JOIN, Scope.CHAT, Scope.SUMMARY_ACTIONS}))
    found = of(one, act(one))
    [rule] = found["provision"]["provision"]
    assert [code_in(code) for code in rule["code"]] == [
        ("urn:beside:consent-scope", "chat"),
        ("urn:beside:consent-scope", "join"),
        ("urn:beside:consent-scope", "summary_actions"),
    ]
    [actor] = rule["actor"]
    expected = ("v3-RoleCode", "INTPRTER") if role == "interpreter" else ("v3-ParticipationType", "IRCP")
    assert code_in(actor["role"]) == expected
    assert actor["reference"]["display"] == "Ana Diaz"
    assert [code_in(action) for action in rule["action"]] == [("consentaction", "access")]
    assert rule["purpose"] == [{"system": f"{TERMS}v3-ActReason", "code": PURPOSES[role]}]
    assert rule["period"] == {"start": "2026-11-24T10:00:00.000Z"}
    assert found["performer"][0]["identifier"]["value"] == f"urn:uuid:{ROSA}"


def test_what_was_said_aloud_has_its_words_and_is_verified_only_by_the_decision_makers_look() -> None:
    one = invited(basis=ConsentBasis.SAID_ALOUD, scopes=frozenset({Scope.JOIN}))
    found = of(one, act(one, "May Ana, your daughter, join?"))
    assert b64decode(found["sourceAttachment"]["data"]).decode() == "May Ana, your daughter, join?"
    [verification] = found["verification"]
    assert verification["verified"] is False
    assert "verificationDate" not in verification
    [verification] = of(replace(one, confirmed_at=NOW), act(one, "May Ana join?"))["verification"]
    assert (verification["verified"], verification["verificationDate"]) == (True, "2026-11-24T10:00:00.000Z")


def test_an_emergency_is_no_yes_and_names_nobody_who_gave_one() -> None:
    one = invited(ConsentState.PROPOSED, basis=ConsentBasis.EMERGENCY, scopes=frozenset({Scope.JOIN}))
    found = of(one, act(one, "Rosa fainted"))
    assert found["status"] == "proposed"
    assert "performer" not in found
    assert "Rosa fainted" not in str(found)
    [rule] = found["provision"]["provision"]
    assert rule["purpose"] == [{"system": f"{TERMS}v3-ActReason", "code": "ETREAT"}]


def test_a_representatives_yes_is_the_representatives() -> None:
    one = invited(basis=ConsentBasis.PARENT, scopes=frozenset({Scope.JOIN}))
    found = of(one, act(one), around=replace(AROUND, decision_maker_id=EVA))
    assert (found["performer"][0]["type"], found["performer"][0]["display"]) == ("RelatedPerson", "Eva Diaz")
    assert ("urn:beside:consent-basis", "parent") in [code_in(one) for one in found["category"]]


@pytest.mark.parametrize("state", ["declined", "revoked", "expired"])
def test_what_ended_permits_nothing(state: str) -> None:
    one = invited(ConsentState(state), scopes=frozenset())
    assert "provision" not in of(one, act(one))
