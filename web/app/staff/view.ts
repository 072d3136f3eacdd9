/** What the staff page shows, as one pure function of what it knows and of the time. */
import type { VisitDetail as DetailFacts, PairView, StaffMe, VisitRow } from "../../generated/session";
import type {
  EmergencyLine,
  Freshness,
  LinkLine,
  ProtectedPair,
  StaffScreen,
  StaffView,
  Today,
  VisitDetail,
} from "../../screens/staff/state";
import { roleOf } from "../visit/people";
import { callScreen, colleaguesOf } from "./call-view";
import type { StaffModel } from "./model";
import { agreedOf, mustNotMeet, relationOf } from "./people";
import {
  boardRow,
  consentOf,
  dayRow,
  inLine,
  mayGoOn,
  readinessOf,
  stateOf,
  troubleCards,
  waitingRow,
} from "./rows";
import { summaryScreen } from "./summary/view";
import { clocksDiffer, wallIn } from "./zone";

/** A socket that is back within a moment has made no list old. */
const STALE_AFTER_MS = 3_000;
const LANGUAGES = [
  { id: "en", name: "English" },
  { id: "es", name: "Español" },
];

export function viewOf(model: StaffModel, now: number): StaffView {
  const { me, busy, toast } = model;
  return {
    screen: screenOf(model, now),
    ...(me ? { me: { name: me.short_name || me.name, role: roleIn(me) }, clock: clockOf(me, now) } : {}),
    ...(busy ? { busy } : {}),
    ...(toast ? { toast } : {}),
  };
}

function clockOf({ clinic }: StaffMe, now: number): NonNullable<StaffView["clock"]> {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return { zone: clinic.zone, differs: clocksDiffer(clinic.zone, own, now) };
}

/** Who may see patients works as a clinician; the desk's screens are for who may only book. */
export const roleIn = ({ roles }: StaffMe): "clinician" | "desk" =>
  roles.includes("clinician") ? "clinician" : "desk";

function screenOf(model: StaffModel, now: number): StaffScreen {
  const { me, place, detail } = model;
  if (me === null) return { kind: "sign_in", ...(model.signIn ? { problem: model.signIn } : {}) };
  if (model.trouble) return { kind: "trouble", what: model.trouble };
  if (isElsewhere(model)) return { kind: "trouble", what: "elsewhere" };
  if (!me) return { kind: "loading" };
  switch (place.page) {
    case "home":
      return roleIn(me) === "desk" ? board(model, now) : today(model, me, now);
    case "emergencies":
      return emergencies(model);
    case "schedule":
      return schedule(model);
    case "visit":
      return detail?.id === place.visitId ? visit(detail, model, me, now) : { kind: "loading" };
    case "summary":
      return summaryScreen(model.summary, detail?.id === place.visitId ? detail : undefined);
    case "call":
      return detail?.id === place.visitId ? callScreen(model, me, detail, now) : { kind: "loading" };
  }
}

const isElsewhere = ({ live, place }: StaffModel): boolean =>
  place.page === "call" && live.socket?.kind === "ended" && live.socket.ended.why === "elsewhere";

function freshness({ feed, dayAt }: StaffModel, now: number): Freshness {
  const { socket } = feed;
  const isOld = socket?.kind === "lost" && now - socket.since > STALE_AFTER_MS;
  return isOld ? { live: false, lastUpdate: new Date(dayAt) } : { live: true };
}

function today(model: StaffModel, me: StaffMe, now: number): StaffScreen {
  const { day } = model;
  if (!day) return { kind: "loading" };
  const open = day.visits.find((row) => row.open_for_me && row.state === "in_progress");
  const finished = day.visits
    .filter((row) => mayGoOn(row, now))
    .sort((one, other) => (other.ended_at ?? "").localeCompare(one.ended_at ?? ""))[0];
  const next = day.visits
    .filter(({ state, scheduled_at }) => state === "scheduled" && Date.parse(scheduled_at) > now)
    .sort((one, other) => one.scheduled_at.localeCompare(other.scheduled_at))[0];
  return {
    kind: "today",
    now: new Date(now),
    waiting: inLine(day.visits).map((row) => waitingRow(row, now)),
    visits: day.visits.map(dayRow),
    fresh: freshness(model, now),
    offered: offeredTo(me, day.visits),
    ...(open ? { open: { visitId: open.id, patient: open.patient.name } } : {}),
    ...(finished ? { justFinished: { visitId: finished.id, patient: finished.patient.name } } : {}),
    ...(next ? { next: { patient: next.patient.name, at: new Date(next.scheduled_at) } } : {}),
  };
}

/** Visits that colleagues wish to hand over to whoever sits here. */
const offeredTo = (me: StaffMe, rows: readonly VisitRow[]): Today["offered"] =>
  rows
    .filter(({ hand_over }) => hand_over?.to === me.person_id)
    .map(({ id, patient, clinician }) => ({
      visitId: id,
      patient: patient.name,
      from: clinician.short_name,
    }));

function board(model: StaffModel, now: number): StaffScreen {
  const { day } = model;
  if (!day) return { kind: "loading" };
  return {
    kind: "board",
    now: new Date(now),
    rows: day.visits.map((row) => boardRow(row, now)),
    troubles: [
      ...troubleCards(day.visits),
      ...troubleCards(day.left).map((card) => ({ ...card, isEarlier: true })),
    ],
    roomsWork: model.feed.socket?.kind !== "lost",
    fresh: freshness(model, now),
  };
}

function emergencies({ emergencies }: StaffModel): StaffScreen {
  if (!emergencies) return { kind: "loading" };
  const lines = emergencies.map(
    (line): EmergencyLine => ({
      visitId: line.visit_id,
      at: new Date(line.at),
      patient: line.patient,
      person: line.person,
      relation: line.relationship,
      how: line.how,
      ...(line.reason ? { reason: line.reason } : {}),
      by: line.by,
    }),
  );
  return { kind: "emergencies", lines };
}

function schedule({ clinicians, draft, problem, saved }: StaffModel): StaffScreen {
  return {
    kind: "schedule",
    clinicians: clinicians.map(({ person_id, name }) => ({ id: person_id, name })),
    languages: LANGUAGES,
    draft: { ...draft, clinicianId: draft.clinicianId || (clinicians[0]?.person_id ?? "") },
    ...(problem ? { problem } : {}),
    ...(saved ? { saved } : {}),
  };
}

function visit(facts: DetailFacts, model: StaffModel, staff: StaffMe, now: number): VisitDetail {
  const { changedAt, refusedMove, refusedInvite } = model;
  const may = new Set(facts.allowed);
  const isOpen = facts.state === "scheduled" || facts.state === "waiting" || facts.state === "in_progress";
  return {
    kind: "visit",
    visitId: facts.id,
    patient: facts.patient.name,
    ...(facts.birth_date ? { birthDate: new Date(facts.birth_date) } : {}),
    ...(facts.contact_phone ? { phone: facts.contact_phone } : {}),
    clinician: facts.clinician.name,
    at: new Date(facts.scheduled_at),
    wall: wallIn(staff.clinic.zone, new Date(facts.scheduled_at)),
    minutes: facts.minutes,
    state: stateOf(facts),
    readiness: readinessOf(facts),
    links: facts.links.map((link) => linkLine(facts, link)),
    history: facts.history.map(({ at, what, args }) => ({
      at: new Date(at),
      what,
      ...(args.who ? { who: args.who } : {}),
    })),
    may: {
      ...handingOver(facts, model, staff),
      keepApart: isOpen,
      newLink: isOpen,
      move: may.has("reschedule"),
      cancel: may.has("cancel"),
      byPhone: may.has("go_on_by_phone") && facts.modality !== "phone",
      invite: isOpen,
      noShow: may.has("mark_no_show") && stateOf(facts) !== "no_show",
      undoNoShow: may.has("undo_no_show"),
      reopen: mayGoOn(facts, now),
      summary: facts.state === "ended" && roleIn(staff) === "clinician",
    },
    apart: model.pairs.filter(({ lifted_at }) => lifted_at === null).map(pairOf),
    colleagues: colleaguesOf(model, facts),
    ...(facts.hand_over ? { handOver: { to: facts.hand_over.name } } : {}),
    ...(refusedInvite ? { refusedInvite } : {}),
    ...(refusedMove ? { refusedMove } : {}),
    ...(changedAt === undefined ? {} : { changedAt: new Date(changedAt) }),
  };
}

/** Offering is the clinician's and the desk's; accepting, the colleague's, or the desk's in the colleague's name. */
function handingOver(facts: DetailFacts, model: StaffModel, staff: StaffMe) {
  const mayOffer = roleIn(staff) === "desk" || facts.clinician.id === staff.person_id;
  const may = facts.allowed.includes("hand_over");
  return {
    handOver: may && mayOffer && colleaguesOf(model, facts).length > 0,
    takeOver: may && (roleIn(staff) === "desk" || facts.hand_over?.to === staff.person_id),
  };
}

const pairOf = ({ id, one, other, reason, set_at }: PairView): ProtectedPair => ({
  id,
  people: [
    { id: one.person_id, name: one.name, role: "guest" },
    { id: other.person_id, name: other.name, role: "guest" },
  ],
  reason: reason ?? "",
  since: new Date(set_at),
});

function linkLine(facts: DetailFacts, link: DetailFacts["links"][number]): LinkLine {
  const card = facts.people.find(({ person_id }) => person_id === link.person_id);
  const contact = facts.contacts.find(({ person_id }) => person_id === link.person_id)?.email;
  return {
    person: {
      id: link.person_id,
      name: card?.name ?? "",
      role: roleOf(card?.role ?? "guest"),
      ...(card ? relationOf(card) : {}),
    },
    sent: sentWord(link),
    ...(link.opened_at ? { openedAt: new Date(link.opened_at) } : {}),
    ...(contact ? { contact } : {}),
    ...(card?.invitation ? { consent: consentOf(card.invitation) } : {}),
    ...(card?.invitation_id ? { invitationId: card.invitation_id } : {}),
    ...(card ? { ...agreedOf(card, facts), ...mustNotMeet(card, facts) } : {}),
    ...(card?.interprets ? { language: card.interprets } : {}),
  };
}

function sentWord({ sent_at, delivered }: DetailFacts["links"][number]): LinkLine["sent"] {
  if (delivered === false) return "failed";
  if (delivered) return "delivered";
  return sent_at ? "sent" : "not_sent";
}
