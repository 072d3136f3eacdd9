/** Who is at the door, and who is awaited. Pure. */
import type { PersonCard, VisitDetail } from "../../generated/session";
import type { Awaited, Knock } from "../../screens/staff/state";
import type { LiveState } from "../live";
import type { StaffModel } from "./model";
import { agreedOf, cardPerson, interprets, isInside, mustNotMeet, NEEDS_YES, presenceOf } from "./people";
import { consentOf } from "./rows";

export function knockOf(card: PersonCard, visit: VisitDetail, model: StaffModel): Knock {
  const { live } = model;
  const bar = whoBars(card, visit, live);
  return {
    person: cardPerson(card, visit),
    consent: bar ? "must_not_meet" : mayComeIn(card, visit, model),
    ...agreedOf(card, visit),
    ...interprets(card),
    ...(bar ? { mustNotMeet: cardPerson(bar, visit).name } : {}),
    roomFor: visit.room_holds,
    ...(presenceOf(card, live)?.second_device_at_door ? { secondDevice: true } : {}),
    ...(visit.pictures?.includes(card.person_id) ? { picture: pictureAt(visit.id, card.person_id) } : {}),
  };
}

const pictureAt = (visitId: string, personId: string): string =>
  `/staff/api/session/v1/visits/${visitId}/people/${personId}/door-picture`;

/** Who has a place in the talk and must not meet this person. */
function whoBars(card: PersonCard, visit: VisitDetail, live: LiveState): PersonCard | undefined {
  const apart = visit.guests.find(({ person_id }) => person_id === card.person_id)?.apart ?? [];
  return visit.people.find((other) => apart.includes(other.person_id) && isAdmitted(other, live));
}

function mayComeIn(card: PersonCard, visit: VisitDetail, { live }: StaffModel): Knock["consent"] {
  if (card.role === "patient") return "agreed";
  if (NEEDS_YES.has(card.role) && !card.scopes?.includes("join")) return "not_answered";
  const patient = visit.people.find(({ role }) => role === "patient");
  if (!patient || !isAdmitted(patient, live)) return "patient_first";
  return visit.no_place_for.includes(card.person_id) ? "room_full" : "agreed";
}

const isAdmitted = (card: PersonCard, live: LiveState): boolean =>
  (presenceOf(card, live)?.standing ?? card.standing) === "admitted";

/** An interpreter is invited and needs no yes. */
export function awaitedOf(card: PersonCard, visit: VisitDetail, live: LiveState): Awaited {
  const needsNone = card.role === "interpreter" && card.invitation === "proposed";
  const consent = needsNone ? "agreed" : consentOf(card.invitation);
  const patient = visit.people.find(({ role }) => role === "patient");
  const isThere = patient !== undefined && isInside(patient, live);
  return {
    person: cardPerson(card, visit),
    consent,
    ...interprets(card),
    ...mustNotMeet(card, visit),
    ...(consent === "asked" && isThere ? { mayAsk: true } : {}),
  };
}
