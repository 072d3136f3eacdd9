/** The front desk's day. */
import type { Board, BoardRow, TroubleCard } from "../../staff/state";
import { at } from "../people";
import { anaWithRosa, forDesk, type Pictures } from "./picture";

const troubles: TroubleCard[] = [
  {
    visitId: "5",
    patient: "Omar D.",
    at: at(10, 30),
    phone: "555 0153",
    why: "camera_and_microphone_refused",
  },
  { visitId: "2", patient: "Tomas B.", at: at(10, 40), phone: "555 0131", why: "sound_only" },
  { visitId: "6", patient: "Mina S.", at: at(13, 0), phone: "555 0177", why: "not_sent" },
];

/** Of yesterday. */
const left: TroubleCard = {
  visitId: "9",
  patient: "Ines P.",
  at: new Date(at(16, 0).getTime() - 24 * 3_600_000),
  isEarlier: true,
  phone: "555 0188",
  why: "summary_not_sent",
};

/** Every reason to call, once each. */
const WHYS: Record<TroubleCard["why"], true> = {
  asked_for_call: true,
  wrong_person: true,
  no_contact: true,
  not_sent: true,
  camera_and_microphone_refused: true,
  check_failed: true,
  weak: true,
  sound_only: true,
  away: true,
  still_waiting: true,
  still_waiting_at_days_end: true,
  came_after_no_show: true,
  came_and_left: true,
  protected_pair: true,
  abandoned: true,
  summary_not_sent: true,
};
const everyTrouble = (Object.keys(WHYS) as TroubleCard["why"][]).map(
  (why, place): TroubleCard => ({
    visitId: String(place),
    patient: "Mina S.",
    at: at(13, 0),
    why,
  }),
);

const rows: BoardRow[] = [
  row("10", "Sara N.", at(10, 0), { state: "in_visit", readiness: "ready", clinician: "Dr. Okoro" }),
  row("1", "Rosa M.", at(10, 20), {
    state: "waiting",
    waitedMinutes: 12,
    companions: [anaWithRosa],
    readiness: "ready",
  }),
  row("5", "Omar D.", at(10, 30), { readiness: "check_failed", clinician: "Dr. Okoro" }),
  row("2", "Tomas B.", at(10, 40), { state: "waiting", waitedMinutes: 6, readiness: "sound_only" }),
  row("3", "Leo K.", at(11, 0), { state: "waiting", waitedMinutes: 2, readiness: "weak" }),
  row("4", "Ruth A.", at(11, 20), {
    companions: [{ name: "Jo", relation: "aide", here: false, consent: "asked" }],
  }),
];

const board: Board = {
  kind: "board",
  now: at(10, 32),
  rows,
  troubles,
  roomsWork: true,
  fresh: { live: true },
};

export const boardPictures: Pictures = {
  board: forDesk(board, "desk-board"),
  "board-fine": forDesk({ ...board, troubles: [] }),
  "board-every-trouble": forDesk({ ...board, troubles: everyTrouble }),
  "board-of-yesterday": forDesk({ ...board, troubles: [left] }),
  "board-empty": forDesk({ ...board, troubles: [], rows: [] }),
  "board-rooms-trouble": forDesk({ ...board, roomsWork: false, troubles: [] }),
  "board-old": forDesk({ ...board, fresh: { live: false, lastUpdate: at(10, 32) } }),
};

function row(visitId: string, patient: string, when: Date, more: Partial<BoardRow>): BoardRow {
  return {
    visitId,
    at: when,
    patient,
    clinician: "Dr. Lind",
    state: "expected",
    companions: [],
    readiness: "not_checked",
    ...more,
  };
}
