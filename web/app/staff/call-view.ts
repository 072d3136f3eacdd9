/** The call as the clinician sees it. Pure. */
import type { PersonCard, StaffMe, VisitDetail, VisitRow } from "../../generated/session";
import type { Person } from "../../screens/people";
import type { Choice, Inside, StaffCall } from "../../screens/staff/state";
import { shownChat } from "../chat";
import type { LiveState } from "../live";
import { type Circumstances, ownTile, tileOf, WEAK_FROM } from "../tiles";
import { connectionOf } from "../visit/call-view";
import { awaitedOf, knockOf } from "./door";
import type { StaffModel } from "./model";
import {
  agreedOf,
  cardPerson,
  interprets,
  isAwaited,
  isInside,
  isKnocking,
  mustNotMeet,
  NEEDS_YES,
  presenceOf,
} from "./people";
import { heldOf, mayHold, privacyOf } from "./privacy";
import { inLine, readinessOf, sortOf, waitedMinutes } from "./rows";

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
    called: visit.patient.first_name,
    ...(visit.patient.age === null ? {} : { age: visit.patient.age }),
    sort: sortOf(visit),
    at: new Date(visit.scheduled_at),
    minutes: visit.started_at ? Math.floor((now - Date.parse(visit.started_at)) / MINUTE_MS) : 0,
    modality: visit.modality,
    knocks: knocking.map((card) => knockOf(card, visit, model)),
    inside: [...(patientCard && isInside(patientCard, live) ? [patientCard] : []), ...inside].map((card) => ({
      person: cardPerson(card, visit),
      quality: qualityOf(card, live, how),
      ...deviceOf(card, live),
      ...agreedOf(card, visit),
      ...interprets(card),
      ...mustNotMeet(card, visit),
      ...holdOf(card, model, me),
    })),
    present: visit.beside.map((one) => ({ name: one.name, with: { id: one.with_id, name: one.with_name } })),
    ...chatOf(model, me, visit),
    ...privateOf(model, me, visit),
    colleagues: colleaguesOf(model, visit),
    ...(visit.hand_over ? { handOver: { to: visit.hand_over.name } } : {}),
    ...(model.refusedInvite ? { refusedInvite: model.refusedInvite } : {}),
    invited: others.filter((card) => isAwaited(card, live)).map((card) => awaitedOf(card, visit, live)),
    waiting: othersInLine(model, visit).map((row) => ({
      patient: row.patient.name,
      readiness: readinessOf(row),
      waitedMinutes: waitedMinutes(row, now),
    })),
    others: inside
      .filter((card) => !presenceOf(card, live)?.held)
      .map((card) => tileOf(cardPerson(card, visit), live, how)),
    me: ownTile({ id: me.person_id, name: me.short_name, role: "clinician" }, live.media, how),
    muted: live.media?.muted ?? false,
    cameraOn: live.media?.camera === "on",
    connection: connectionOf(live, now) === "ok" ? "ok" : "lost",
    ...absence(model, visit, patientCard, how),
    ...(model.finishing ? { finishing: true } : {}),
    ...removal(model, visit, now),
  };
}

function deviceOf(card: PersonCard, live: LiveState): Pick<Inside, "device"> {
  const device = presenceOf(card, live)?.device_kind;
  return device ? { device } : {};
}

function privateOf({ live }: StaffModel, me: StaffMe, visit: VisitDetail): Pick<StaffCall, "privacy"> {
  const privacy = privacyOf(live.room, me.person_id, (personId) => calledPerson(visit, personId));
  return privacy ? { privacy } : {};
}

function holdOf(card: PersonCard, { live }: StaffModel, me: StaffMe): Pick<Inside, "held" | "mayHold"> {
  const present = presenceOf(card, live);
  const held = heldOf(present, me.person_id, card.held_since);
  return { ...(held ? { held } : {}), ...(present && mayHold(present) ? { mayHold: true } : {}) };
}

/** Messages, while the server lets this page read them. */
function chatOf({ live }: StaffModel, me: StaffMe, visit: VisitDetail): Pick<StaffCall, "chat"> {
  if (!live.chat.isOpen) return {};
  const nameOf = (personId: string) =>
    personId === me.person_id ? me.short_name : (calledPerson(visit, personId)?.name ?? "");
  const readers = (live.room?.people ?? [])
    .filter(({ person_id, flows }) => flows && person_id !== me.person_id)
    .filter(({ person_id }) => mayRead(visit, person_id))
    .map(({ person_id }) => nameOf(person_id));
  return { chat: { ...shownChat(live.chat, nameOf), readers } };
}

/** In what is said of the talk, the patient goes by the first name. */
function calledPerson(visit: VisitDetail, personId: string): Person | undefined {
  const card = visit.people.find(({ person_id }) => person_id === personId);
  const person = card && cardPerson(card, visit);
  return person?.role === "patient" ? { ...person, name: visit.patient.first_name } : person;
}

/** The talk itself reaches whoever has a yes; messages only whoever has one for them. */
function mayRead({ people }: VisitDetail, personId: string): boolean {
  const card = people.find(({ person_id }) => person_id === personId);
  return !card || !NEEDS_YES.has(card.role) || (card.scopes?.includes("chat") ?? false);
}

/** To whom a visit can be handed over: the clinicians of the house but the one who has it. */
export const colleaguesOf = ({ clinicians }: StaffModel, { clinician }: VisitDetail): Choice[] =>
  clinicians
    .filter(({ person_id }) => person_id !== clinician.id)
    .map(({ person_id, name }) => ({ id: person_id, name }));

const othersInLine = ({ day }: StaffModel, { id, clinician }: VisitDetail): VisitRow[] =>
  inLine(day?.visits ?? []).filter((row) => row.id !== id && row.clinician.id === clinician.id);

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
