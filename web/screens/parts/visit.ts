/** Every state of the patient's and guest's page, by name. A kind without a picture does not compile. */
import type { Chat } from "../chat/state";
import type { Asking } from "../visit/AccessSheet";
import type { AccessEntry, ConsentRequest, NotedYes, Privacy, Scopes } from "../visit/consent-state";
import type { LocalSheet } from "../visit/inside";
import type {
  Call,
  Check,
  LookEntry,
  Over,
  ReadSummary,
  SummaryNews,
  Trouble,
  TroubleKind,
  Unlock,
  VisitScreen,
  VisitView,
  Waiting,
  Welcome,
} from "../visit/state";
import { ana, at, clinic, jan, kim, lind, marek, rosa, tile, tomorrow } from "./people";
import { corrected, sharedSections, summary } from "./summary";

export interface VisitPicture {
  view: VisitView;
  sheet?: LocalSheet;
  asking?: Asking;
  /** The drawing it is held against. */
  mockup?: string;
}

const welcome: Welcome = { kind: "welcome", me: rosa, at: at(10, 20), minutesLeft: 22 };

const check: Check = {
  kind: "check",
  me: rosa,
  picture: "on",
  sound: "on",
  level: 64,
  voice: "heard",
  internet: "video",
  bell: "asked",
  ahead: false,
};

const waiting: Waiting = {
  kind: "waiting",
  clinician: lind,
  ahead: 1,
  word: "with_someone",
  family: [{ person: ana, here: true }],
  comingBack: false,
};

const call: Call = {
  kind: "call",
  clinician: tile(lind, "speaking"),
  others: [tile(ana)],
  me: tile(rosa),
  muted: false,
  cameraOn: true,
  talkingMuted: false,
  connection: "ok",
  mayBePrivate: true,
};

const guestCall: Call = {
  ...call,
  mayBePrivate: false,
  others: [tile(rosa), tile(marek, "muted")],
  me: tile(ana),
};

const scopes: Scopes = { join: true, chat: true, files: false, reads: "actions" };

const access: AccessEntry[] = [
  { person: lind, state: "role", here: true },
  { person: jan, state: "role", here: true },
  { person: ana, state: "agreed", here: true, scopes, hold: "may" },
  { person: marek, state: "asked", here: false },
];

const consent: ConsentRequest = {
  invitationId: "1",
  guest: marek,
  askedBy: "Dr. Lind",
  failed: false,
  isAgain: false,
};

const noted: NotedYes = {
  invitationId: "2",
  guest: marek,
  by: "Dr. Lind",
  at: at(10, 31),
  how: "said_aloud",
  words: "Yes, Marek may sit with us.",
  scopes: { join: true, chat: false, files: false, reads: "nothing" },
  mayUndo: true,
  failed: false,
};

const privacy: Privacy = {
  state: "private",
  everyone: true,
  held: [ana, marek],
  inside: [lind],
  silent: [],
  own: { everyone: true, people: [] },
};
const privateCall: Call = { ...call, others: [], privacy };
const anaHeld: Privacy = {
  ...privacy,
  everyone: false,
  held: [ana],
  inside: [lind, marek],
  own: { everyone: false, people: ["ana"] },
};
const withoutAna: Call = { ...call, others: [tile(marek)], privacy: anaHeld };

const written: Chat = {
  lines: [
    line("1", "Ana", "What is the new pill called?", 31),
    { ...line("2", "Rosa", "Furosemide", 32), own: true, edited: true },
    { ...line("3", "Ana", "", 33), withdrawn: true },
    { ...line("4", "Rosa", "I cannot hear you", 34), own: true, state: "not_sent" },
  ],
  typing: ["Ana"],
  unread: 0,
  readers: ["Dr. Lind", "Ana"],
};
const wrote = {
  chat: { ...written, unread: 1 },
  wrote: { id: "1", name: "Ana", text: "What is the new pill called?" },
};
const marekWrote = { ...wrote, wrote: { ...wrote.wrote, name: "Marek" } };

const view = (screen: VisitScreen, more: Partial<VisitView> = {}): VisitView => ({
  clinic,
  screen,
  beside: [],
  biggerWords: false,
  ...more,
});
const picture = (screen: VisitScreen, mockup?: string): VisitPicture => ({
  view: view(screen),
  ...(mockup ? { mockup } : {}),
});

const read: ReadSummary = {
  kind: "summary",
  me: rosa,
  clinician: lind,
  summary,
  isEarlier: false,
  mayChangeAccess: true,
  mayAskWhoLooked: true,
};
const forAna = { me: ana, mayChangeAccess: false, mayAskWhoLooked: false };
const shared = { ...summary, gets: "actions" as const, sections: sharedSections, also_reads: [] };

const looks: LookEntry[] = [
  { who: "Ana", role: "guest", what: "summary", at: at(17, 5) },
  { who: "Dr. Lind", role: "clinician", what: "summary", at: at(10, 41) },
  { who: "Dr. Lind", role: "clinician", what: "visit", at: at(10, 30) },
  { who: "Eva Brandt", role: "desk", what: "day", at: at(9, 30) },
  { who: "", role: "unknown", what: "search", at: at(9, 29) },
];

type Pictures = Record<string, VisitPicture>;

const byScreen: Record<VisitScreen["kind"], Pictures> = {
  loading: {
    loading: picture({ kind: "loading", slow: false }),
    "loading-slow": picture({ kind: "loading", slow: true }),
  },
  welcome: {
    welcome: picture(welcome, "patient-welcome"),
    "welcome-bigger-words": { view: view(welcome, { biggerWords: true }) },
    "welcome-soon": picture({ ...welcome, minutesLeft: 5 }),
    "welcome-started": picture({ ...welcome, minutesLeft: -2 }),
    "welcome-another-day": picture({ ...welcome, minutesLeft: 2880 }),
    "welcome-busy": { view: view(welcome, { busy: "yes_it_is_me" }) },
    "welcome-afterwards": picture({ ...welcome, minutesLeft: -2880, isOver: true }),
    "guest-welcome": picture({ ...welcome, me: ana }, "guest-welcome"),
    "interpreter-welcome": picture({ ...welcome, me: jan }),
  },
  not_me: { "not-me": picture({ kind: "not_me" }) },
  check: {
    check: picture(check, "patient-device-check"),
    "check-asking": picture({ ...check, picture: "asking", sound: "asking", level: 0, voice: "waiting" }),
    "check-silent": picture({ ...check, level: 0, voice: "silent" }),
    "check-no-bell": picture({ ...check, bell: "not_heard", voice: "quiet", level: 20 }),
    "check-passed": picture({ ...check, bell: "heard" }),
    "check-sound-only": picture({ ...check, picture: "missing", internet: "sound", bell: "heard" }),
    "check-too-weak": picture({ ...check, internet: "weak", bell: "heard" }),
    "check-ahead": picture({ ...check, bell: "heard", ahead: true }),
    "guest-check": picture({ ...check, me: ana, bell: "heard", internet: "measuring" }),
  },
  check_done: { "check-done": picture({ kind: "check_done", at: at(10, 20) }) },
  waiting: {
    waiting: picture(waiting, "patient-waiting"),
    "waiting-next": picture({ ...waiting, ahead: 0, word: "very_soon", family: [] }),
    "waiting-five": picture({ ...waiting, ahead: 5, family: [{ person: ana, here: false }] }),
    "waiting-cannot-say": picture({ ...cannotSay(), word: "cannot_say" }),
    "waiting-not-arrived": {
      view: view({ ...waiting, ahead: 0, word: "not_arrived" }, { beside: [{ name: "Maria" }] }),
    },
    "waiting-nobody-in": picture({ ...cannotSay(), word: "nobody_in", family: [] }),
    "waiting-coming-back": picture({ ...waiting, comingBack: true }),
    "waiting-more": { view: view(waiting, { access }), sheet: "more" },
    "waiting-beside": { view: view(waiting), sheet: "beside" },
    "waiting-stop": { view: view(waiting), sheet: "stop" },
    "waiting-consent": { view: view(waiting, { consent }) },
  },
  guest_waiting: {
    "guest-knocked": picture({ kind: "guest_waiting", me: ana, word: "knocked", comingBack: false }),
    "guest-they-know": picture({ kind: "guest_waiting", me: ana, word: "they_know", comingBack: false }),
    "guest-not-yet": picture({ kind: "guest_waiting", me: ana, word: "not_yet", comingBack: true }),
    "guest-room-full": picture({ kind: "guest_waiting", me: ana, word: "room_full", comingBack: false }),
    "guest-new-device": picture({ kind: "guest_waiting", me: ana, word: "new_device", comingBack: false }),
    "guest-picture": picture({
      kind: "guest_waiting",
      me: ana,
      word: "they_know",
      comingBack: false,
      picture: {},
    }),
    "guest-picture-shown": picture({
      kind: "guest_waiting",
      me: ana,
      word: "they_know",
      comingBack: false,
      picture: { still: "/icon.svg" },
    }),
  },
  go_in: {
    "go-in": picture({ kind: "go_in", me: rosa, clinician: lind }),
    "guest-go-in": picture({ kind: "go_in", me: ana }),
  },
  call: {
    call: { view: view(call, { access }), mockup: "patient-call" },
    "call-two": picture({ ...call, others: [] }),
    "call-many": picture({
      ...call,
      others: [tile(ana), tile(marek, "speaking"), tile(jan), tile(kim, "muted")],
    }),
    "call-muted": picture({ ...call, muted: true, talkingMuted: true, me: tile(rosa, "muted") }),
    "call-camera-off": picture({
      ...call,
      cameraOn: false,
      banner: "no_camera",
      me: tile(rosa, "camera_off"),
    }),
    "call-weak": picture({ ...call, banner: "weak", me: tile(rosa, "sound_only") }),
    "call-no-microphone": picture({ ...call, banner: "no_microphone" }),
    "call-clinician-gone": picture({
      ...call,
      clinician: tile(lind, "coming_back"),
      banner: "clinician_gone",
    }),
    "call-by-phone": picture({ ...call, clinician: tile(lind, "on_the_phone"), banner: "by_phone" }),
    "call-alone": picture({ ...call, clinician: tile(lind, "camera_off"), others: [], banner: "alone" }),
    "call-lost": picture({ ...call, connection: "lost" }),
    "call-lost-10": picture({ ...call, connection: "lost_10" }),
    "call-lost-30": picture({ ...call, connection: "lost_30" }),
    "call-knock": { view: view(call, { toast: { id: 1, what: "at_door", name: "Marek" } }) },
    "call-consent": { view: view(call, { access, consent }), mockup: "patient-consent" },
    "call-consent-failed": { view: view(call, { access, consent: { ...consent, failed: true } }) },
    "call-more": { view: view(call, { access }), sheet: "more" },
    "call-access": { view: view(call, { access }), sheet: "access" },
    "call-take-back": { view: view(call, { access }), sheet: "access", asking: "back:ana" },
    "call-access-nobody": { view: view(call, { access: [] }), sheet: "access" },
    "call-invite": { view: view(call, { access }), sheet: "invite" },
    "call-leave": { view: view(call), sheet: "leave" },
    "call-consent-observer": { view: view(call, { access, consent: { ...consent, guest: kim } }) },
    "call-consent-interpreter": { view: view(call, { access, consent: { ...consent, guest: jan } }) },
    "call-consent-again": { view: view(call, { access, consent: { ...consent, isAgain: true } }) },
    "call-noted": { view: view(call, { access, noted }) },
    "call-noted-urgent": {
      view: view(call, {
        access,
        noted: { ...noted, how: "let_in", words: "Rosa fainted, and Marek has the key.", failed: true },
      }),
    },
    "call-noted-told": { view: view(call, { access, noted: { ...noted, how: "told", mayUndo: false } }) },
    "call-change-yes": { view: view(call, { access }), sheet: "access", asking: "change:ana" },
    "call-without-interpreter": { view: view(call, { access }), sheet: "access", asking: "back:jan" },
    "call-access-held": {
      view: view(privateCall, {
        access: access.map((entry) => (entry.person === ana ? { ...entry, hold: "held" as const } : entry)),
        beside: [{ name: "Maria" }],
        accessFailed: "ana",
      }),
      sheet: "access",
    },
    "call-closing": picture({ ...privateCall, privacy: { ...privacy, state: "closing" } }),
    "call-closing-silent": picture({
      ...privateCall,
      privacy: { ...privacy, state: "closing", silent: ["Jan"] },
    }),
    "call-private": { view: view(privateCall, { access, beside: [{ name: "Maria" }] }) },
    "call-private-interpreter": picture({
      ...privateCall,
      privacy: { ...privacy, inside: [lind, jan] },
    }),
    "call-held-ana": picture(withoutAna),
    "call-held-by-clinic": picture({
      ...withoutAna,
      privacy: { ...anaHeld, own: { everyone: false, people: [] } },
    }),
    "call-wrote": { view: view(call, { access, ...wrote }) },
    "call-held-wrote": { view: view(withoutAna, { access, ...marekWrote }) },
    "call-held-wrote-bigger-words": {
      view: view(withoutAna, { access, ...marekWrote, biggerWords: true }),
    },
    "call-chat": { view: view(call, { access, chat: written }), sheet: "chat" },
    "call-chat-empty": { view: view(call, { chat: { lines: [], typing: [], unread: 0 } }), sheet: "chat" },
    "call-bigger-words": { view: view(call, { access, ...wrote, biggerWords: true }) },
    "guest-call-wrote": { view: view(guestCall, wrote) },
    "guest-call": picture(guestCall),
    "guest-call-more": { view: view(guestCall), sheet: "more" },
  },
  held: {
    "guest-held": picture({ kind: "held", me: ana }, "guest-held"),
    "guest-held-bigger-words": { view: view({ kind: "held", me: ana }, { biggerWords: true }) },
    "guest-held-leave": { view: view({ kind: "held", me: ana }), sheet: "leave" },
  },
  over: {
    ...over("over", "ended"),
    ...over("over-you-left", "you_left"),
    ...over("over-stopped-waiting", "left_the_door"),
    ...over("over-nobody-came", "nobody_came"),
    ...over("over-missed", "missed"),
    ...over("over-broken-off", "broken_off"),
    ...news(),
    "guest-reads-later": picture({ kind: "over", me: ana, reason: "reads_later" }),
    "guest-goes-on": picture({ kind: "over", me: ana, reason: "goes_on" }),
    "guest-over": picture({ kind: "over", me: ana, reason: "ended" }),
    "guest-you-left": picture({ kind: "over", me: ana, reason: "you_left" }),
    "guest-left-the-door": picture({ kind: "over", me: ana, reason: "left_the_door" }),
  },
  second_device: {
    "code-send": picture({ kind: "second_device", step: "send", sentTo: "r…@example.org" }),
    "code-enter": picture({ kind: "second_device", step: "enter", sentTo: "r…@example.org" }),
    "code-wrong": picture({
      kind: "second_device",
      step: "enter",
      sentTo: "r…@example.org",
      wrong: { triesLeft: 3 },
    }),
    "code-closed": picture({
      kind: "second_device",
      step: "enter",
      sentTo: "r…@example.org",
      closedMinutes: 15,
    }),
  },
  unlock: unlocks(),
  summary: {
    summary: picture(read, "patient-summary"),
    "summary-corrected": picture({ ...read, summary: corrected }),
    "summary-earlier": picture({ ...read, isEarlier: true, summary: { ...summary, valid: false } }),
    "summary-mistake": picture({
      ...read,
      summary: { ...summary, valid: false, mistake: "wrong_words", sections: [], also_reads: [] },
    }),
    "summary-wrong-person": picture({
      ...read,
      summary: { ...summary, valid: false, mistake: "wrong_person", sections: [], also_reads: [] },
    }),
    "summary-went-on": picture({ ...read, summary: { ...summary, went_on: true } }),
    "summary-in-spanish": picture({ ...read, summary: { ...summary, language: "es" } }),
    "summary-no-changes": picture({
      ...read,
      summary: {
        ...summary,
        sections: summary.sections.map((each) => {
          if (each.section === "actions") return { ...each, items: [], nothing: true };
          return each.section === "medicines" ? { ...each, items: [] } : each;
        }),
      },
    }),
    "guest-summary": picture({ ...read, ...forAna, summary: shared }),
    "guest-summary-corrected": picture({
      ...read,
      ...forAna,
      summary: { ...shared, earlier: corrected.earlier, correction: { ...correctedFor(), words: null } },
    }),
    "summary-looks": { view: view(read, { looks: { entries: looks } }) },
    "summary-looks-nobody": { view: view(read, { looks: { entries: [] } }) },
    "summary-looks-fetching": { view: view(read, { looks: {} }) },
  },
  trouble: troubles(),
};

export const visitPictures: Pictures = Object.assign({}, ...Object.values(byScreen));

function line(id: string, name: string, text: string, minute: number): Chat["lines"][number] {
  const at_ = at(10, minute);
  return { id, name, text, at: at_, own: false, edited: false, withdrawn: false, state: "sent" };
}

function cannotSay(): Waiting {
  const { ahead: _, ...rest } = waiting;
  return rest;
}

function over(name: string, reason: Over["reason"]): Pictures {
  return { [name]: picture({ kind: "over", me: rosa, clinician: "Dr. Lind", reason }) };
}

function correctedFor(): NonNullable<ReadSummary["summary"]["correction"]> {
  return { at: at(15, 12).toISOString(), changed: ["medicines"], words: null };
}

/** What becomes of the summary, as the patient reads it once the visit is over, and as a guest does. */
function news(): Pictures {
  const all: Record<SummaryNews, true> = {
    being_written: true,
    ready: true,
    newer: true,
    in_error: true,
    none: true,
    not_for_you: true,
  };
  const screen: Over = {
    kind: "over",
    me: rosa,
    clinician: "Dr. Lind",
    reason: "ended",
    mayAskWhoLooked: true,
  };
  return Object.fromEntries(
    (Object.keys(all) as SummaryNews[]).flatMap((summary): [string, VisitPicture][] => [
      [`over-${summary.replaceAll("_", "-")}`, picture({ ...screen, summary })],
      [
        `guest-over-${summary.replaceAll("_", "-")}`,
        picture({ ...screen, me: ana, summary, mayAskWhoLooked: false }),
      ],
    ]),
  );
}

function unlocks(): Pictures {
  const sentTo = "r…@example.org";
  const steps: Record<Unlock["step"], true> = {
    send: true,
    enter: true,
    own: true,
    desk: true,
    choose: true,
  };
  const pictures = (Object.keys(steps) as Unlock["step"][]).map((step): [string, VisitPicture] => [
    `unlock-${step}`,
    picture({ kind: "unlock", step, sentTo }),
  ]);
  return {
    ...Object.fromEntries(pictures),
    "unlock-wrong": picture({ kind: "unlock", step: "enter", sentTo, wrong: { triesLeft: 3 } }),
    "unlock-closed": picture({ kind: "unlock", step: "enter", sentTo, closedMinutes: 15 }),
  };
}

function troubles(): Pictures {
  const states: Record<TroubleKind, Trouble> = {
    no_internet: { kind: "trouble", what: "no_internet" },
    link_closed: { kind: "trouble", what: "link_closed", asked: false, canAskAgain: false },
    too_early: { kind: "trouble", what: "too_early", at: tomorrow(10, 20) },
    elsewhere: { kind: "trouble", what: "elsewhere" },
    cancelled: { kind: "trouble", what: "cancelled" },
    moved: { kind: "trouble", what: "moved", at: tomorrow(14, 0) },
    camera_refused: { kind: "trouble", what: "camera_refused" },
    microphone_refused: { kind: "trouble", what: "microphone_refused" },
    no_device: { kind: "trouble", what: "no_device" },
    insecure: { kind: "trouble", what: "insecure" },
    old_browser: { kind: "trouble", what: "old_browser" },
    broke: { kind: "trouble", what: "broke" },
    timed_out: { kind: "trouble", what: "timed_out" },
    call_coming: { kind: "trouble", what: "call_coming", lastDigits: "42" },
  };
  const pictures = Object.entries(states).map(([what, screen]) => [
    what.replaceAll("_", "-"),
    picture(screen, what === "link_closed" ? "link-too-old" : undefined),
  ]);
  return {
    ...(Object.fromEntries(pictures) as Pictures),
    "link-closed-asked": picture({ kind: "trouble", what: "link_closed", asked: true, canAskAgain: false }),
  };
}
