/** Rows of the day as the clinician and the desk read them. Pure. */
import type { ConsentState, VisitRow } from "../../generated/session";
import type {
  BoardRow,
  Companion,
  DayRow,
  DayState,
  Readiness,
  TroubleCard,
  VisitKind,
  WaitingRow,
} from "../../screens/staff/state";

const MINUTE_MS = 60_000;

/** As the server's own limit: later it says no. */
const GOES_ON_WITHIN_MS = 30 * MINUTE_MS;

export const mayGoOn = ({ allowed, ended_at }: VisitRow, now: number): boolean =>
  allowed.includes("reopen") && ended_at !== null && now - Date.parse(ended_at) < GOES_ON_WITHIN_MS;

export const isHere = ({ standing }: { standing: string }): boolean =>
  standing === "at_door" || standing === "admitted";

export function stateOf(row: VisitRow): DayState {
  switch (row.state) {
    case "scheduled":
      return "expected";
    case "in_progress":
      return row.modality !== "phone" && row.link !== "live" ? "interrupted" : "in_visit";
    case "no_show":
      return row.automatic ? "missed" : "no_show";
    default:
      return row.state;
  }
}

/** What stands in the way of a talk, the most pressing first. */
export function readinessOf(row: VisitRow): Readiness {
  if (row.help_wanted) return "call_needed";
  if (row.state === "waiting" && row.link !== "live") return row.hidden ? "put_down" : "away";
  if (row.check.state === "failed") return failedCheck(row.check.what ?? []);
  if (row.link === "live" && row.hidden) return "put_down";
  return row.check.state === "ok" ? "ready" : "not_checked";
}

function failedCheck(what: readonly string[]): Readiness {
  if (what.includes("microphone") || what.includes("speaker")) return "check_failed";
  return what.includes("network") ? "weak" : "sound_only";
}

const CONSENTS = {
  proposed: "asked",
  agreed: "agreed",
  declined: "declined",
  revoked: "taken_back",
  expired: "declined",
} as const;

export const consentOf = (invitation: ConsentState | null | undefined): Companion["consent"] =>
  CONSENTS[invitation ?? "proposed"];

/** Who comes along: guests of the visit, and who sits beside the patient. */
export function companionsOf(row: VisitRow): Companion[] {
  const guests = row.guests.map((guest) => ({
    name: guest.first_name,
    here: isHere(guest) && guest.link !== "absent",
    consent: consentOf(guest.invitation),
    relation: guest.relationship,
  }));
  const beside = row.present.map((name): Companion => ({ name, here: true, consent: "agreed" }));
  return [...guests, ...beside];
}

export function waitedMinutes(row: VisitRow, now: number): number {
  return row.waiting_since ? Math.max(0, Math.floor((now - Date.parse(row.waiting_since)) / MINUTE_MS)) : 0;
}

export const waitingRow = (row: VisitRow, now: number): WaitingRow => ({
  visitId: row.id,
  patient: { id: row.patient.id, name: row.patient.name, role: "patient" },
  ...(row.patient.age === null ? {} : { age: row.patient.age }),
  at: new Date(row.scheduled_at),
  sort: sortOf(row),
  waitedMinutes: waitedMinutes(row, now),
  companions: companionsOf(row),
  readiness: readinessOf(row),
});

export const dayRow = (row: VisitRow): DayRow => ({
  visitId: row.id,
  at: new Date(row.scheduled_at),
  patient: row.patient.name,
  ...(row.patient.age === null ? {} : { age: row.patient.age }),
  sort: sortOf(row),
  state: stateOf(row),
  ...(row.summary === "to_write" ? { toWrite: true } : {}),
});

export const boardRow = (row: VisitRow, now: number): BoardRow => ({
  visitId: row.id,
  at: new Date(row.scheduled_at),
  patient: row.patient.name,
  clinician: row.clinician.name,
  state: stateOf(row),
  ...(row.waiting_since ? { waitedMinutes: waitedMinutes(row, now) } : {}),
  companions: companionsOf(row),
  readiness: readinessOf(row),
});

/** In calling order. */
export const inLine = (rows: readonly VisitRow[]): VisitRow[] =>
  rows
    .filter(({ state }) => state === "waiting")
    .sort((one, other) => (one.place ?? Infinity) - (other.place ?? Infinity));

/** Whom the desk should phone, before the visit fails: one reason each, the most pressing. */
export function troubleCards(rows: readonly VisitRow[]): TroubleCard[] {
  return rows.flatMap((row) => {
    const why = row.trouble[0] ?? row.tasks.find(isTask) ?? (isAway(row) ? "away" : undefined);
    if (!why) return [];
    const phone = row.contact_phone ? { phone: row.contact_phone } : {};
    return [{ visitId: row.id, patient: row.patient.name, at: new Date(row.scheduled_at), why, ...phone }];
  });
}

const TASKS: readonly string[] = [
  "came_after_no_show",
  "still_waiting",
  "still_waiting_at_days_end",
  "came_and_left",
  "protected_pair",
  "abandoned",
  "summary_not_sent",
] satisfies TroubleCard["why"][];

const isTask = (task: string): task is TroubleCard["why"] => TASKS.includes(task);

/** A kind that this page does not know yet is an ordinary one. */
export const sortOf = ({ kind }: VisitRow): VisitKind =>
  kind === "new" || kind === "urgent" ? kind : "followup";

const isAway = (row: VisitRow): boolean => row.state === "waiting" && row.link !== "live" && !row.hidden;
