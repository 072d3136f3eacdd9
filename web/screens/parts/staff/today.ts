/** The clinician's day. */
import type { DayRow, Today, WaitingRow } from "../../staff/state";
import { at, leo, rosa, tomas } from "../people";
import { anaWithRosa, forClinician, type Pictures } from "./picture";

const waiting: WaitingRow[] = [
  {
    visitId: "1",
    patient: { ...rosa, name: "Rosa M." },
    age: 78,
    at: at(10, 20),
    sort: "followup",
    waitedMinutes: 12,
    companions: [anaWithRosa],
    readiness: "ready",
  },
  {
    visitId: "2",
    patient: tomas,
    age: 81,
    at: at(10, 40),
    sort: "urgent",
    waitedMinutes: 6,
    companions: [],
    readiness: "sound_only",
  },
  {
    visitId: "3",
    patient: leo,
    age: 34,
    at: at(11, 0),
    sort: "new",
    waitedMinutes: 0,
    companions: [{ name: "Nina", relation: "partner", here: false, consent: "asked" }],
    readiness: "weak",
  },
];

const visits: DayRow[] = [
  {
    visitId: "7",
    at: at(9, 20),
    patient: "Edith W.",
    age: 69,
    sort: "followup",
    state: "ended",
    toWrite: true,
  },
  { visitId: "8", at: at(9, 40), patient: "Ines P.", age: 55, sort: "followup", state: "no_show" },
  {
    visitId: "9",
    at: at(10, 0),
    patient: "Paul H.",
    age: 47,
    sort: "followup",
    state: "cancelled",
    since: at(9, 31),
  },
  { visitId: "1", at: at(10, 20), patient: "Rosa M.", age: 78, sort: "followup", state: "waiting" },
  { visitId: "4", at: at(11, 20), patient: "Ruth A.", age: 72, sort: "new", state: "expected" },
];

const today: Today = { kind: "today", now: at(10, 32), waiting, visits, offered: [], fresh: { live: true } };

export const todayPictures: Pictures = {
  today: forClinician(today, "clinician-day"),
  "today-finished": forClinician({ ...today, justFinished: { visitId: "9", patient: "Ines P." } }),
  "today-offered": forClinician({
    ...today,
    offered: [{ visitId: "12", patient: "Sara N.", from: "Dr. Okoro" }],
  }),
  "today-nobody-waits": forClinician({
    ...today,
    waiting: [],
    next: { patient: "Ruth A.", at: at(11, 20) },
  }),
  "today-no-visits": forClinician({ ...today, waiting: [], visits: [] }),
  "today-old": forClinician({ ...today, fresh: { live: false, lastUpdate: at(10, 32) } }),
  "today-still-open": forClinician({ ...today, open: { visitId: "8", patient: "Ines P." } }),
};
