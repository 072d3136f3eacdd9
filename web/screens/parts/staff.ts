/** Every state of the staff page, by name. A kind without a picture does not compile. */
import type { CallSheet } from "../staff/Call";
import type { DetailSheet } from "../staff/Detail";
import type { EditorSheet } from "../staff/SummarySheets";
import type {
  Board,
  BoardRow,
  Companion,
  DayRow,
  Knock,
  Me,
  Schedule,
  SignIn,
  StaffCall,
  StaffScreen,
  StaffTrouble,
  StaffView,
  Today,
  TroubleCard,
  VisitDetail,
  WaitingRow,
} from "../staff/state";
import type { Draft, DraftSection, Present, SummaryEditor } from "../staff/summary-state";
import type { Section } from "../summary/words";
import { ana, at, leo, lind, marek, rosa, tile, tomas } from "./people";
import { sections, sharedSections } from "./summary";

export interface StaffPicture {
  view: StaffView;
  sheet?: CallSheet | DetailSheet | EditorSheet;
  mockup?: string;
}

type Pictures = Record<string, StaffPicture>;

const clinician: Me = { name: "Dr. Lind", role: "clinician" };
const desk: Me = { name: "Front desk", role: "desk" };

const anaWithRosa: Companion = { name: "Ana", relation: "daughter", here: true, consent: "agreed" };

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

const today: Today = { kind: "today", now: at(10, 32), waiting, visits, fresh: { live: true } };

const knock: Knock = { person: ana, consent: "agreed", reads: "actions" };

const call: StaffCall = {
  kind: "call",
  visitId: "1",
  patient: tile({ ...rosa, name: "Rosa M." }, "speaking"),
  age: 78,
  sort: "followup",
  at: at(10, 20),
  minutes: 12,
  modality: "video",
  knocks: [knock],
  inside: [{ person: rosa, quality: "good" }, { person: marek }],
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
};

const atTheDoor: Knock = { person: { ...rosa, name: "Rosa" }, consent: "agreed" };

const calm: StaffCall = { ...call, knocks: [] };

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

const schedule: Schedule = {
  kind: "schedule",
  clinicians: [
    { id: "lind", name: "Dr. Lind" },
    { id: "okoro", name: "Dr. Okoro" },
  ],
  languages: [
    { id: "en", name: "English" },
    { id: "es", name: "Español" },
  ],
  draft: {
    patient: "Rosa Marin",
    birthDate: "1948-03-02",
    email: "rosa@example.org",
    phone: "555 0166",
    language: "en",
    clinicianId: "lind",
    date: "2026-11-24",
    time: "10:20",
    minutes: 20,
    sort: "followup",
    guests: [{ name: "Ana", relation: "daughter", contact: "ana@example.org" }],
  },
};

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
      reads: "actions",
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
  },
};

const forClinician = (screen: StaffScreen, mockup?: string): StaffPicture => by(clinician, screen, mockup);
const forDesk = (screen: StaffScreen, mockup?: string): StaffPicture => by(desk, screen, mockup);

const byScreen: Record<StaffScreen["kind"], Pictures> = {
  loading: { loading: { view: { screen: { kind: "loading" } } } },
  sign_in: signIns(),
  today: {
    today: forClinician(today, "clinician-day"),
    "today-finished": forClinician({ ...today, justFinished: { visitId: "9", patient: "Ines P." } }),
    "today-nobody-waits": forClinician({
      ...today,
      waiting: [],
      next: { patient: "Ruth A.", at: at(11, 20) },
    }),
    "today-no-visits": forClinician({ ...today, waiting: [], visits: [] }),
    "today-old": forClinician({ ...today, fresh: { live: false, lastUpdate: at(10, 32) } }),
    "today-still-open": forClinician({ ...today, open: { visitId: "8", patient: "Ines P." } }),
  },
  call: {
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
    "call-asked": forClinician({ ...calm, invited: [{ person: ana, consent: "asked" }] }),
    "call-muted": forClinician({ ...calm, muted: true, cameraOn: false, me: tile(lind, "camera_off") }),
    "call-patient-at-door": forClinician({ ...calm, knocks: [atTheDoor], inside: [] }),
    "call-patient-gone": forClinician({ ...calm, patientGone: { at: at(10, 33), phone: "555 0166" } }),
    "call-lost": forClinician({ ...calm, connection: "lost" }),
    "call-by-phone": forClinician({ ...calm, modality: "phone", patient: tile(rosa, "on_the_phone") }),
    "call-removed": forClinician({
      ...calm,
      inside: [{ person: rosa, quality: "good" }],
      others: [],
      removed: { person: marek, secondsLeft: 8 },
    }),
    "call-remove": { ...forClinician(calm), sheet: { remove: "marek" } },
    "call-invite": { ...forClinician(calm), sheet: "invite" },
    "call-finish": { ...forClinician(calm), sheet: "finish" },
    "call-finish-anyway": {
      ...forClinician({ ...calm, patientGone: { at: at(10, 33), phone: "555 0166" } }),
      sheet: "finish",
    },
    "call-finishing": forClinician({ ...calm, finishing: true }),
    "call-toast": {
      view: { me: clinician, screen: calm, toast: { id: 1, what: "in_visit", name: "Ana" } },
    },
  },
  board: {
    board: forDesk(board, "desk-board"),
    "board-fine": forDesk({ ...board, troubles: [] }),
    "board-every-trouble": forDesk({ ...board, troubles: everyTrouble }),
    "board-empty": forDesk({ ...board, troubles: [], rows: [] }),
    "board-rooms-trouble": forDesk({ ...board, roomsWork: false, troubles: [] }),
    "board-old": forDesk({ ...board, fresh: { live: false, lastUpdate: at(10, 32) } }),
  },
  schedule: {
    schedule: forDesk(schedule),
    "schedule-clash": forDesk({
      ...schedule,
      problem: { what: "clash", clinician: "Dr. Lind", at: at(10, 20) },
    }),
    "schedule-no-contact": forDesk({ ...schedule, problem: { what: "no_contact" } }),
    "schedule-past": forDesk({ ...schedule, problem: { what: "in_the_past" } }),
    "schedule-missing": forDesk({ ...schedule, problem: { what: "missing", fields: ["patient"] } }),
    "schedule-saved": forDesk({
      ...schedule,
      saved: { visitId: "1", patient: "Rosa M.", at: at(10, 20), sent: true },
    }),
    "schedule-not-sent": forDesk({
      ...schedule,
      saved: { visitId: "1", patient: "Rosa M.", at: at(10, 20), sent: false },
    }),
  },
  visit: {
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
  },
  summary: editors(),
  trouble: troublesOfThePage(),
};

export const staffPictures: Pictures = Object.assign({}, ...Object.values(byScreen));

function by(me: Me, screen: StaffScreen, mockup?: string): StaffPicture {
  return { view: { me, screen }, ...(mockup ? { mockup } : {}) };
}

/** The editor, from an empty draft to what became of it. */
function editors(): Pictures {
  const draft: Draft = {
    number: 1,
    sections: sections.map((content) => ({
      name: content.section,
      content,
      patientOnly: content.section === "questions",
      state: "saved",
    })),
    saving: "saved",
    savedAt: at(10, 41),
  };
  const screen: SummaryEditor = {
    kind: "summary",
    visitId: "1",
    patient: "Rosa M.",
    endedAt: at(10, 38),
    language: "en",
    patientReads: "en",
    maySign: true,
    readers: [
      { id: "rosa", name: "Rosa", isPatient: true, gets: "whole" },
      { id: "ana", name: "Ana", relation: "daughter", isPatient: false, gets: "actions" },
      { id: "marek", name: "Marek", relation: "son", isPatient: false, gets: "nothing" },
    ],
    deliveries: [],
  };
  const written: SummaryEditor = { ...screen, draft };
  const deliveries: SummaryEditor["deliveries"] = [
    { personId: "rosa", name: "Rosa", number: 1, news: "ready", state: "opened", at: at(10, 52) },
    { personId: "ana", name: "Ana", number: 1, news: "ready", state: "sent", at: at(10, 45) },
    { personId: "jo", name: "Jo", number: 1, news: "ready", state: "failed", at: at(10, 46) },
  ];
  const present: Present = {
    number: 1,
    state: "signed",
    at: at(10, 44),
    by: "Dr. Lind",
    sections,
    isBroken: false,
    wentOn: false,
  };
  const signed: SummaryEditor = { ...screen, present, deliveries };
  const problems: Record<NonNullable<SummaryEditor["problem"]>, true> = {
    changed: true,
    nothing_written: true,
    too_many_actions: true,
    people_unknown: true,
    visit_not_ended: true,
    not_responsible: true,
    signed_elsewhere: true,
    not_saved: true,
    refused: true,
  };
  const conflict = draft.sections.map(
    (section): DraftSection =>
      section.name === "main_message"
        ? {
            ...section,
            state: "conflict",
            theirs: { content: { section: "main_message", text: "Your body holds water. A pill helps." } },
          }
        : section,
  );
  return {
    editor: forClinician(written, "summary-editor"),
    "editor-other-language": forClinician({ ...written, patientReads: "es" }),
    "editor-empty": forClinician({ ...screen, draft: { number: 1, saving: "saved", sections: blank() } }),
    "editor-kept": forClinician({ ...screen, draft: { ...draft, saving: "kept" } }),
    "editor-not-kept": forClinician({ ...screen, draft: { ...draft, saving: "not_kept" } }),
    "editor-conflict": forClinician({ ...screen, draft: { ...draft, saving: "kept", sections: conflict } }),
    "editor-not-mine": forClinician({ ...written, maySign: false }),
    "editor-readers-unknown": forClinician({
      kind: "summary",
      visitId: "1",
      patient: "Rosa M.",
      endedAt: at(10, 38),
      language: "en",
      patientReads: "en",
      maySign: true,
      deliveries: [],
      draft,
    }),
    "editor-correcting": forClinician({
      ...signed,
      draft: { ...draft, number: 2, reason: "Lisinopril is 10 mg, not 20 mg." },
    }),
    "editor-as-ana": forClinician({
      ...written,
      preview: { name: "Ana", isPatient: false, sections: sharedSections },
    }),
    "editor-waive": { ...forClinician(written), sheet: { waive: 1 } },
    "editor-signed": forClinician(signed),
    "editor-amend": { ...forClinician(signed), sheet: { amend: 1 } },
    "editor-mistake": { ...forClinician(signed), sheet: { inError: 1 } },
    "editor-in-error": forClinician({
      ...signed,
      present: { ...present, state: "in_error", mistake: "wrong_words", reason: "The dose was wrong." },
    }),
    "editor-waived": forClinician({
      ...screen,
      present: { ...present, state: "waived", sections: [], reason: "The call broke off after a minute." },
    }),
    "editor-went-on": forClinician({ ...signed, present: { ...present, wentOn: true, isBroken: true } }),
    ...Object.fromEntries(
      (Object.keys(problems) as (keyof typeof problems)[]).map((problem) => [
        `editor-problem-${problem.replaceAll("_", "-")}`,
        forClinician({ ...written, problem }),
      ]),
    ),
  };
}

function blank(): DraftSection[] {
  const contents: Section[] = [
    { section: "main_message", text: "" },
    { section: "decisions", items: [] },
    { section: "actions", items: [], nothing: false },
    { section: "medicines", items: [] },
    { section: "tests", items: [] },
    { section: "help", signs: [], call: "" },
    { section: "questions", items: [] },
    { section: "next_appointment", text: "", at: null },
  ];
  return contents.map((content) => ({ name: content.section, content, patientOnly: false, state: "saved" }));
}

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

function signIns(): Pictures {
  type What = NonNullable<SignIn["problem"]>["what"];
  const problems: Record<What, SignIn["problem"]> = {
    wrong: { what: "wrong" },
    closed: { what: "closed", minutes: 5 },
    timed_out: { what: "timed_out", minutes: 30 },
    signed_out: { what: "signed_out" },
    no_answer: { what: "no_answer" },
  };
  const pictures = Object.entries(problems).map(([what, problem]): [string, StaffPicture] => [
    `sign-in-${what.replaceAll("_", "-")}`,
    { view: { screen: { kind: "sign_in", ...(problem ? { problem } : {}) } } },
  ]);
  return { "sign-in": { view: { screen: { kind: "sign_in" } } }, ...Object.fromEntries(pictures) };
}

function troublesOfThePage(): Pictures {
  const all: Record<StaffTrouble["what"], true> = {
    no_internet: true,
    broke: true,
    elsewhere: true,
    not_allowed: true,
    gone: true,
  };
  return Object.fromEntries(
    (Object.keys(all) as StaffTrouble["what"][]).map((what) => [
      what.replaceAll("_", "-"),
      forClinician({ kind: "trouble", what }),
    ]),
  );
}
