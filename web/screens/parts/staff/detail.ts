/** One visit, at the desk. */
import type { ProtectedPair, VisitDetail } from "../../staff/state";
import { ana, at, marek, rosa } from "../people";
import { forClinician, forDesk, type Pictures } from "./picture";

const detail: VisitDetail = {
  kind: "visit",
  visitId: "1",
  patient: "Rosa M.",
  birthDate: new Date("1948-03-02"),
  phone: "555 0166",
  clinician: "Dr. Lind",
  at: at(10, 20),
  wall: { date: "2026-11-24", time: "10:20" },
  minutes: 20,
  state: "waiting",
  readiness: "ready",
  links: [
    { person: rosa, contact: "rosa@example.org", sent: "delivered", openedAt: at(9, 58) },
    {
      person: ana,
      invitationId: "1",
      contact: "ana@example.org",
      sent: "sent",
      openedAt: at(10, 15),
      consent: "agreed",
      agreed: { chat: true, files: false, reads: "actions" },
    },
    { person: marek, invitationId: "2", contact: "marek@example.org", sent: "not_sent", consent: "asked" },
  ],
  history: [
    { at: at(9, 30), what: "visit.booked", who: "Front desk" },
    { at: at(9, 31), what: "link.sent", who: "Rosa" },
    { at: at(9, 58), what: "link.opened", who: "Rosa" },
    { at: at(10, 1), what: "consent.agreed", who: "Ana" },
    { at: at(10, 15), what: "person.arrived", who: "Rosa" },
    { at: at(10, 16), what: "person.knocked", who: "Ana" },
  ],
  may: {
    newLink: true,
    move: true,
    cancel: true,
    byPhone: true,
    invite: true,
    noShow: false,
    undoNoShow: false,
    reopen: false,
    summary: false,
    handOver: true,
    takeOver: false,
    keepApart: true,
  },
  apart: [],
  colleagues: [{ id: "okoro", name: "Dr. Okoro" }],
};

const pair: ProtectedPair = {
  id: "1",
  people: [ana, marek],
  reason: "The court keeps them apart.",
  since: at(9, 40),
};

export const detailPictures: Pictures = {
  visit: forDesk(detail),
  "visit-changed": forDesk({ ...detail, changedAt: at(10, 31) }),
  "visit-missed": forDesk({
    ...detail,
    state: "missed",
    readiness: "away",
    may: { ...detail.may, noShow: true },
  }),
  "visit-came-late": forDesk({
    ...detail,
    state: "no_show",
    may: { ...detail.may, byPhone: false, cancel: false, undoNoShow: true },
  }),
  "visit-finished": forClinician({
    ...detail,
    state: "ended",
    may: {
      ...detail.may,
      newLink: false,
      move: false,
      cancel: false,
      byPhone: false,
      invite: false,
      reopen: true,
      summary: true,
    },
  }),
  "visit-move-elsewhere": {
    view: { ...forDesk(detail).view, clock: { zone: "Asia/Kolkata", differs: true } },
    sheet: "move",
  },
  "visit-hand-over": { ...forDesk(detail), sheet: "hand_over" },
  "visit-offered": forDesk({
    ...detail,
    handOver: { to: "Dr. Okoro" },
    may: { ...detail.may, takeOver: true },
  }),
  "visit-apart": forDesk({ ...detail, apart: [pair] }),
  "visit-keep-apart": { ...forDesk(detail), sheet: "keep_apart" },
  "visit-keep-apart-nobody": { ...forDesk({ ...detail, links: [] }), sheet: "keep_apart" },
  "visit-let-meet": { ...forDesk({ ...detail, apart: [pair] }), sheet: { letMeet: "1" } },
  "visit-invite-must-not-meet": forDesk({
    ...detail,
    refusedInvite: {
      draft: { role: "guest", name: "Marek", relation: "son", contact: "marek@example.org" },
      problem: { what: "must_not_meet", name: "Ana" },
    },
  }),
  "visit-new-link": { ...forDesk(detail), sheet: { newLink: "rosa" } },
  "visit-move": { ...forDesk(detail), sheet: "move" },
  "visit-move-refused": forDesk({
    ...detail,
    refusedMove: {
      date: "2026-11-24",
      time: "11:20",
      problem: { what: "clash", clinician: "Dr. Lind", at: at(11, 20) },
    },
  }),
  "visit-cancel": { ...forDesk(detail), sheet: "cancel" },
  "visit-invite": { ...forDesk(detail), sheet: "invite" },
  "visit-no-show": { ...forDesk(detail), sheet: "no_show" },
};
