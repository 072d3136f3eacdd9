/** The call as the clinician sees it. Pure. */
import type { PersonCard, StaffMe, VisitDetail, VisitRow } from "../../generated/session";
import type { RoomPerson } from "../../generated/wire";
import type { Person } from "../../screens/people";
import type { Inside, Knock, StaffCall } from "../../screens/staff/state";
import type { LiveState } from "../live";
import { type Circumstances, ownTile, tileOf, WEAK_FROM } from "../tiles";
import { connectionOf } from "../visit/call-view";
import { readsOf, roleOf } from "../visit/people";
import type { StaffModel } from "./model";
import { consentOf, inLine, readinessOf, sortOf, waitedMinutes } from "./rows";

const MINUTE_MS = 60_000;

export function callScreen(model: StaffModel, me: StaffMe, visit: VisitDetail, now: number): StaffCall {
  const { live } = model;
  const how: Circumstances = { byPhone: visit.modality === "phone", bySound: visit.modality === "sound" };
  const patient: Person = { id: visit.patient.id, name: visit.patient.name, role: "patient" };
  const patientCard = visit.people.find(({ person_id }) => person_id === patient.id);
  const others = visit.people.filter(
    ({ person_id, role }) => person_id !== patient.id && role !== "clinician",
  );
  const inside = others.filter((card) => isInside(card, live));
  const knocking = visit.people.filter((card) => isKnocking(card, live));
  return {
    kind: "call",
    visitId: visit.id,
    patient: tileOf(patient, live, how),
    ...(visit.patient.age === null ? {} : { age: visit.patient.age }),
    sort: sortOf(visit),
    at: new Date(visit.scheduled_at),
    minutes: visit.started_at ? Math.floor((now - Date.parse(visit.started_at)) / MINUTE_MS) : 0,
    modality: visit.modality,
    knocks: knocking.map((card) => knockOf(card, patientCard, visit, live)),
    inside: [...(patientCard && isInside(patientCard, live) ? [patientCard] : []), ...inside].map((card) => ({
      person: cardPerson(card, visit),
      quality: qualityOf(card, live, how),
    })),
    invited: others
      .filter((card) => isAwaited(card, live))
      .map((card) => ({ person: cardPerson(card, visit), consent: consentOf(card.invitation) })),
    waiting: othersInLine(model, visit).map((row) => ({
      patient: row.patient.name,
      readiness: readinessOf(row),
      waitedMinutes: waitedMinutes(row, now),
    })),
    others: inside.map((card) => tileOf(cardPerson(card, visit), live, how)),
    me: ownTile({ id: me.person_id, name: me.short_name, role: "clinician" }, live.media, how),
    muted: live.media?.muted ?? false,
    cameraOn: live.media?.camera === "on",
    connection: connectionOf(live, now) === "ok" ? "ok" : "lost",
    ...absence(model, visit, patientCard, how),
    ...(model.finishing ? { finishing: true } : {}),
    ...removal(model, visit, now),
  };
}

const othersInLine = ({ day }: StaffModel, { id, clinician }: VisitDetail): VisitRow[] =>
  inLine(day?.visits ?? []).filter((row) => row.id !== id && row.clinician.id === clinician.id);

/** Guests by their first names, as everyone in the call knows them. */
const cardPerson = (card: PersonCard, visit: VisitDetail): Person => ({
  id: card.person_id,
  name: visit.guests.find(({ person_id }) => person_id === card.person_id)?.first_name ?? card.name,
  role: roleOf(card.role),
  ...(card.relationship ? { relation: card.relationship } : {}),
});

/** The room knows a moment earlier than the list who comes and goes. */
const presenceOf = ({ person_id }: PersonCard, { room }: LiveState): RoomPerson | undefined =>
  room?.people.find((one) => one.person_id === person_id);

function isInside(card: PersonCard, live: LiveState): boolean {
  const present = presenceOf(card, live);
  return (present?.standing ?? card.standing) === "admitted" && present?.link !== "absent";
}

/** At the door and not gone from it again; also the patient who comes back to it. */
function isKnocking(card: PersonCard, live: LiveState): boolean {
  const present = presenceOf(card, live);
  if (present?.second_device_at_door) return true;
  const link = present?.link ?? card.link;
  return (present?.standing ?? card.standing) === "at_door" && link !== "absent" && link !== null;
}

const isAwaited = (card: PersonCard, live: LiveState): boolean =>
  card.role === "guest" &&
  !isInside(card, live) &&
  !isKnocking(card, live) &&
  card.invitation !== "expired" &&
  card.standing !== "removed";

function knockOf(
  card: PersonCard,
  patient: PersonCard | undefined,
  visit: VisitDetail,
  live: LiveState,
): Knock {
  return {
    person: cardPerson(card, visit),
    consent: mayComeIn(card, patient, live),
    ...(card.scopes ? { reads: readsOf(card.scopes) } : {}),
    ...(presenceOf(card, live)?.second_device_at_door ? { secondDevice: true } : {}),
  };
}

function mayComeIn(card: PersonCard, patient: PersonCard | undefined, live: LiveState): Knock["consent"] {
  if (card.role !== "guest") return "agreed";
  if (card.invitation !== "agreed") return "not_answered";
  const standing = patient && (presenceOf(patient, live)?.standing ?? patient.standing);
  return standing === "admitted" ? "agreed" : "patient_first";
}

function qualityOf(card: PersonCard, live: LiveState, how: Circumstances): NonNullable<Inside["quality"]> {
  const present = presenceOf(card, live);
  const peer = live.peers.get(card.person_id);
  if (present?.link === "reconnecting" || peer?.state === "lost") return "coming_back";
  if (how.bySound || present?.camera === false || peer?.heard.isPictureStill) return "sound_only";
  const isLossy = peer && Math.max(peer.heard.lost, peer.heard.lostOfOurs) >= WEAK_FROM;
  return isLossy || peer?.isOurPictureOut ? "weak" : "good";
}

function absence(
  { patientGoneAt, live }: StaffModel,
  visit: VisitDetail,
  card: PersonCard | undefined,
  how: Circumstances,
): Pick<StaffCall, "patientGone" | "patientNotHere"> {
  if (how.byPhone) return {};
  if (patientGoneAt !== undefined) {
    const phone = visit.contact_phone ? { phone: visit.contact_phone } : {};
    return { patientGone: { at: new Date(patientGoneAt), ...phone } };
  }
  return card && live.room && !isInside(card, live) ? { patientNotHere: true } : {};
}

function removal({ removed }: StaffModel, visit: VisitDetail, now: number): Pick<StaffCall, "removed"> {
  const card = visit.people.find(({ person_id }) => person_id === removed?.personId);
  if (!removed || !card || now >= removed.until) return {};
  return {
    removed: { person: cardPerson(card, visit), secondsLeft: Math.ceil((removed.until - now) / 1_000) },
  };
}
