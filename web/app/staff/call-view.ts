/** The call as the clinician sees it. Pure. */
import type { CallPerson, CallView } from "../../generated/session";
import type { RoomPerson } from "../../generated/wire";
import type { Person } from "../../screens/people";
import type { Inside, Knock, StaffCall } from "../../screens/staff/state";
import type { LiveState } from "../live";
import { type Circumstances, ownTile, tileOf, WEAK_FROM } from "../tiles";
import { connectionOf } from "../visit/call-view";
import { readsOf, roleOf } from "../visit/people";
import type { StaffModel } from "./model";
import { consentOf, readinessOf, waitedMinutes } from "./rows";

const MINUTE_MS = 60_000;

export function callScreen(model: StaffModel, call: CallView, now: number): StaffCall {
  const { live } = model;
  const { visit } = call;
  const how: Circumstances = { byPhone: visit.modality === "phone", bySound: visit.modality === "sound" };
  const patientCard = call.people.find(({ role }) => role === "patient");
  const patient: Person = { id: visit.patient.id, name: visit.patient.name, role: "patient" };
  const others = call.people.filter(
    (card) => card.role !== "patient" && card.person_id !== call.me.person_id,
  );
  const inside = others.filter((card) => isInside(card, live));
  return {
    kind: "call",
    visitId: visit.id,
    patient: tileOf(patient, live, how),
    ...(visit.patient.age === null ? {} : { age: visit.patient.age }),
    at: new Date(visit.scheduled_at),
    minutes: visit.started_at ? Math.floor((now - Date.parse(visit.started_at)) / MINUTE_MS) : 0,
    modality: visit.modality,
    knocks: others.filter((card) => isKnocking(card, live)).map((card) => knockOf(card, patientCard)),
    inside: [patientCard, ...inside].flatMap((card) =>
      card && isInside(card, live) ? [insideOf(card, live, how)] : [],
    ),
    invited: others
      .filter((card) => isAwaited(card, live))
      .map((card) => ({
        person: cardPerson(card),
        consent: consentOf(card.invitation),
      })),
    waiting: call.waiting.map((row) => ({
      patient: row.patient.name,
      readiness: readinessOf(row),
      waitedMinutes: waitedMinutes(row, now),
    })),
    others: inside.map((card) => tileOf(cardPerson(card), live, how)),
    me: ownTile({ id: call.me.person_id, name: "", role: "clinician" }, live.media, how),
    muted: live.media?.muted ?? false,
    cameraOn: live.media?.camera === "on",
    connection: connectionOf(live, now) === "ok" ? "ok" : "lost",
    ...absence(model, call, patientCard, how),
    ...(model.finishing ? { finishing: true } : {}),
    ...removal(model, call, now),
  };
}

const cardPerson = (card: CallPerson): Person => ({
  id: card.person_id,
  name: card.name,
  role: roleOf(card.role),
  ...(card.relationship ? { relation: card.relationship } : {}),
});

/** The room knows a moment earlier than the list who comes and goes. */
const presenceOf = ({ person_id }: CallPerson, { room }: LiveState): RoomPerson | undefined =>
  room?.people.find((one) => one.person_id === person_id);

function isInside(card: CallPerson, live: LiveState): boolean {
  const present = presenceOf(card, live);
  return (present?.standing ?? card.standing) === "admitted" && present?.link !== "absent";
}

function isKnocking(card: CallPerson, live: LiveState): boolean {
  if (card.role === "patient") return false;
  const present = presenceOf(card, live);
  if (present?.second_device_at_door ?? card.second_device) return true;
  const standing = present?.standing ?? card.standing;
  return standing === "at_door" && (present ? present.link !== "absent" : card.knocking);
}

const isAwaited = (card: CallPerson, live: LiveState): boolean =>
  card.role === "guest" &&
  !isInside(card, live) &&
  !isKnocking(card, live) &&
  card.invitation !== "expired" &&
  card.standing !== "removed";

function knockOf(card: CallPerson, patient: CallPerson | undefined): Knock {
  const consent = card.invitation === "agreed" ? "agreed" : "not_answered";
  return {
    person: cardPerson(card),
    consent: consent === "agreed" && patient?.standing !== "admitted" ? "patient_first" : consent,
    reads: readsOf(card.agreed),
    ...(card.second_device ? { secondDevice: true } : {}),
  };
}

function insideOf(card: CallPerson, live: LiveState, how: Circumstances): Inside {
  return { person: cardPerson(card), quality: qualityOf(card, live, how) };
}

function qualityOf(card: CallPerson, live: LiveState, how: Circumstances): NonNullable<Inside["quality"]> {
  const present = presenceOf(card, live);
  const peer = live.peers.get(card.person_id);
  if (present?.link === "reconnecting" || peer?.state === "lost") return "coming_back";
  if (peer && Math.max(peer.heard.lost, peer.heard.lostOfOurs) >= WEAK_FROM) return "weak";
  return how.bySound || present?.camera === false ? "sound_only" : "good";
}

function absence(
  { patientGoneAt, live }: StaffModel,
  { visit }: CallView,
  card: CallPerson | undefined,
  how: Circumstances,
): Pick<StaffCall, "patientGone" | "patientNotHere"> {
  if (how.byPhone) return {};
  if (patientGoneAt !== undefined) {
    return { patientGone: { at: new Date(patientGoneAt), phone: visit.contact_phone ?? "" } };
  }
  return card && live.room && !isInside(card, live) ? { patientNotHere: true } : {};
}

function removal({ removed }: StaffModel, call: CallView, now: number): Pick<StaffCall, "removed"> {
  const card = call.people.find(({ person_id }) => person_id === removed?.personId);
  if (!removed || !card || now >= removed.until) return {};
  return { removed: { person: cardPerson(card), secondsLeft: Math.ceil((removed.until - now) / 1_000) } };
}
