/** The clinician's call. */

import type { Person } from "../../people";
import type { Agreed, Beside, Inside, Knock, Privacy, StaffCall } from "../../staff/state";
import { ana, at, lind, marek, rosa, tile } from "../people";
import { chat } from "./chat";
import { clinician, forClinician, type Pictures } from "./picture";

const agreed: Agreed = { chat: true, files: false, reads: "actions" };
const knock: Knock = {
  person: ana,
  consent: "agreed",
  agreed: { chat: true, files: true, reads: "everything" },
};

const patient: Inside = { person: rosa, quality: "good", device: "phone" };
const son: Inside = { person: marek, device: "computer", agreed, mayHold: true };

const jan: Person = { id: "jan", name: "Jan", role: "interpreter" };
const kim: Person = { id: "kim", name: "Kim", role: "observer", relation: "student" };

const maria: Beside = { name: "Maria", with: { id: "rosa", name: "Rosa M." } };

const call: StaffCall = {
  kind: "call",
  visitId: "1",
  patient: tile({ ...rosa, name: "Rosa M." }, "speaking"),
  called: "Rosa",
  age: 78,
  sort: "followup",
  at: at(10, 20),
  minutes: 12,
  modality: "video",
  knocks: [knock],
  inside: [patient, son],
  present: [],
  invited: [],
  waiting: [
    { patient: "Tomas B.", readiness: "sound_only", waitedMinutes: 6 },
    { patient: "Leo K.", readiness: "weak", waitedMinutes: 2 },
  ],
  others: [tile(marek)],
  me: tile(lind),
  muted: false,
  cameraOn: true,
  connection: "ok",
  chat: { lines: [], typing: [], unread: 0, readers: ["Rosa", "Marek"] },
  colleagues: [{ id: "okoro", name: "Dr. Okoro" }],
};

const calm: StaffCall = { ...call, knocks: [] };
const asked: StaffCall = { ...calm, knocks: [{ person: ana, consent: "not_answered" }] };
const apart: Knock = { person: marek, consent: "must_not_meet", mustNotMeet: "Ana" };

const heldSon: Inside = { ...son, held: { since: at(10, 31), mine: true, patients: false } };
const out = (person: Person): Privacy["out"][number] => ({ person, mine: true, patients: false });

const held: StaffCall = {
  ...calm,
  inside: [
    patient,
    { person: ana, agreed, held: { since: at(10, 31), mine: true, patients: false } },
    heldSon,
  ],
  others: [],
  present: [maria],
  privacy: { state: "private", out: [out(ana), out(marek)], silent: [] },
  chat: { lines: chat.lines, typing: [], unread: 0, readers: ["Rosa"] },
};

export const callPictures: Pictures = {
  call: forClinician(call, "clinician-call"),
  "call-two-knocks": forClinician({
    ...call,
    knocks: [knock, { person: marek, consent: "not_answered" }],
    inside: [{ person: rosa, quality: "weak" }],
    others: [],
  }),
  "call-guest-alone": forClinician({
    ...call,
    patient: tile({ ...rosa, name: "Rosa M." }, "camera_off"),
    knocks: [{ person: ana, consent: "patient_first" }],
    inside: [],
    others: [],
    patientNotHere: true,
  }),
  "call-must-not-meet": forClinician({
    ...calm,
    knocks: [apart],
    inside: [patient, { person: ana, agreed }],
  }),
  "call-room-full": forClinician({ ...calm, knocks: [{ ...knock, consent: "room_full", roomFor: 6 }] }),
  "call-knock-picture": forClinician({
    ...calm,
    knocks: [{ ...knock, secondDevice: true, picture: "icon.svg" }],
  }),
  "call-interpreter": forClinician({
    ...calm,
    knocks: [{ person: jan, language: "pl", consent: "agreed" }],
    inside: [patient, { person: kim, agreed: { ...agreed, basis: "said_aloud" }, mayHold: true }],
    present: [maria],
    invited: [{ person: { ...jan, id: "eva", name: "Eva" }, language: "es", consent: "agreed" }],
  }),
  "call-asked": forClinician({ ...calm, invited: [{ person: ana, consent: "asked", mayAsk: true }] }),
  "call-asked-must-not-meet": forClinician({
    ...calm,
    inside: [patient, { person: ana, agreed, mayHold: true, mustNotMeet: ["Marek"] }],
    invited: [{ person: marek, consent: "asked", mayAsk: true, mustNotMeet: ["Ana"] }],
  }),
  "call-said-aloud": { ...forClinician(asked), sheet: { aloud: "ana" } },
  "call-emergency": { ...forClinician(asked), sheet: { emergency: "ana" } },
  "call-emergency-must-not-meet": {
    ...forClinician({ ...calm, knocks: [apart] }),
    sheet: { emergency: "marek" },
  },
  "call-emergency-inside": forClinician({
    ...calm,
    inside: [
      patient,
      { ...son, agreed: { chat: false, files: false, reads: "nothing", basis: "emergency" } },
    ],
  }),
  "call-held": forClinician(held),
  "call-held-one": forClinician({
    ...calm,
    inside: [patient, heldSon],
    others: [],
    privacy: { state: "private", out: [out(marek)], silent: [] },
  }),
  "call-closing": forClinician({
    ...calm,
    privacy: { state: "closing", room: { mine: true, patients: false }, out: [out(marek)], silent: [] },
  }),
  "call-private": forClinician({
    ...held,
    privacy: {
      state: "private",
      room: { mine: true, patients: false },
      out: [out(ana), out(marek)],
      silent: [],
    },
  }),
  "call-private-by-patient": forClinician({
    ...calm,
    inside: [patient, { ...son, held: { mine: false, patients: true }, mayHold: true }],
    privacy: {
      state: "private",
      room: { mine: false, patients: true },
      out: [{ person: marek, mine: false, patients: true }],
      silent: [],
    },
  }),
  "call-private-nobody-out": forClinician({
    ...calm,
    inside: [patient],
    others: [],
    privacy: { state: "private", room: { mine: true, patients: false }, out: [], silent: [] },
  }),
  "call-silent": forClinician({
    ...calm,
    privacy: { state: "closing", room: { mine: true, patients: false }, out: [out(marek)], silent: ["Rosa"] },
  }),
  "call-messages": { ...forClinician({ ...calm, chat }), sheet: "messages" },
  "call-messages-empty": { ...forClinician(calm), sheet: "messages" },
  "call-messages-new": forClinician({ ...calm, chat: { ...chat, unread: 2 } }),
  "call-said-aloud-observer": {
    ...forClinician({ ...calm, knocks: [{ person: kim, consent: "not_answered" }] }),
    sheet: { aloud: "kim" },
  },
  "call-present": { ...forClinician(calm), sheet: "present" },
  "call-hand-over": { ...forClinician(calm), sheet: "hand_over" },
  "call-offered": forClinician({ ...calm, handOver: { to: "Dr. Okoro" } }),
  "call-muted": forClinician({ ...calm, muted: true, cameraOn: false, me: tile(lind, "camera_off") }),
  "call-patient-at-door": forClinician({
    ...calm,
    knocks: [{ person: { ...rosa, name: "Rosa" }, consent: "agreed" }],
    inside: [],
  }),
  "call-patient-gone": forClinician({ ...calm, patientGone: { at: at(10, 33), phone: "555 0166" } }),
  "call-lost": forClinician({ ...calm, connection: "lost" }),
  "call-by-phone": forClinician({ ...calm, modality: "phone", patient: tile(rosa, "on_the_phone") }),
  "call-removed": forClinician({
    ...calm,
    inside: [patient],
    others: [],
    removed: { person: marek, secondsLeft: 8 },
  }),
  "call-remove": { ...forClinician(calm), sheet: { remove: "marek" } },
  "call-invite": { ...forClinician(calm), sheet: "invite" },
  "call-invite-interpreter": forClinician({
    ...calm,
    refusedInvite: {
      draft: { role: "interpreter", name: "Jan", contact: "jan@example.org", language: "pl" },
      problem: { what: "room_full", roomFor: 6 },
    },
  }),
  "call-invite-observer": forClinician({
    ...calm,
    refusedInvite: {
      draft: { role: "observer", name: "Kim", contact: "kim@example.org", why: "student" },
      problem: { what: "already" },
    },
  }),
  "call-finish": { ...forClinician(calm), sheet: "finish" },
  "call-finish-anyway": {
    ...forClinician({ ...calm, patientGone: { at: at(10, 33), phone: "555 0166" } }),
    sheet: "finish",
  },
  "call-finishing": forClinician({ ...calm, finishing: true }),
  "call-toast": {
    view: { me: clinician, screen: calm, toast: { id: 1, what: "in_visit", name: "Ana" } },
  },
};
