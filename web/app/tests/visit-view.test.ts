import { describe, expect, test } from "vitest";
import type { Me } from "../../generated/session";
import type { Call, Waiting } from "../../screens/visit/state";
import { comings } from "../toasts";
import { connectionOf } from "../visit/call-view";
import { doorOf } from "../visit/door";
import { FRESH_CHECK } from "../visit/model";
import { screenOf, viewOf } from "../visit/view";
import { ana, inRoom, lind as lindCard, look, meWith, modelWith, NOW, peer, quiet, roomOf } from "./facts";

const screen = (facts: Parameters<typeof modelWith>[0], now = NOW) => screenOf(modelWith(facts), now);

describe("before anybody said who they are", () => {
  test("the page waits, and after eight seconds says that the line is slow", () => {
    expect(screen({})).toEqual({ kind: "loading", slow: false });
    expect(screen({}, NOW + 9_000)).toEqual({ kind: "loading", slow: true });
  });

  test("it asks for the person by first name and names nobody else", () => {
    const view = viewOf(modelWith({ look }), NOW);
    expect(view.screen).toMatchObject({ kind: "welcome", me: { name: "Rosa" }, minutesLeft: 5 });
    expect(JSON.stringify(view)).not.toContain("Lind");
    expect(view.clinic?.phone).toBe("555 0142");
  });

  test("a closed link says the same in every case, and can be asked for again after a minute", () => {
    expect(screen({ obstacle: "link_closed", look })).toMatchObject({ what: "link_closed", asked: false });
    const asked = { obstacle: "link_closed", linkAskedAt: NOW } as const;
    expect(screen(asked)).toMatchObject({ asked: true, canAskAgain: false });
    expect(screen(asked, NOW + 60_000)).toMatchObject({ canAskAgain: true });
  });
});

describe("in the waiting room", () => {
  const waiting = (facts: Parameters<typeof meWith>[0], now = NOW) =>
    screen({ me: meWith(facts) }, now) as Waiting;

  test("the place is told, and who of the family is here", () => {
    expect(waiting({ place: { place: 3 } })).toMatchObject({
      ahead: 2,
      family: [{ person: { name: "Ana", relation: "daughter" }, here: true }],
    });
  });

  test("only what is true is said of the clinician", () => {
    const status = (status: "free" | "with_someone" | "not_here", knows: boolean, place = 1) =>
      meWith({
        place: { place },
        clinician: { id: "l", name: "", short_name: "Dr. Lind", status, knows_you_are_here: knows },
      });
    const word = (me: ReturnType<typeof meWith>, now = NOW) => (screen({ me }, now) as Waiting).word;
    expect(word(status("with_someone", true))).toBe("with_someone");
    expect(word(status("with_someone", false))).toBe("cannot_say");
    expect(word(status("free", true, 1))).toBe("very_soon");
    expect(word(status("free", true, 2))).toBe("cannot_say");
    expect(word(status("not_here", false))).toBe("cannot_say");
    expect(word(status("not_here", false), NOW + 600_000)).toBe("not_arrived");
  });

  test("a guest reads that they know after half a minute, and no place in line", () => {
    const me = meWith({ screen: "knocked", clinician: null, place: null, people: [] });
    expect(screen({ me, knockedAt: NOW })).toMatchObject({ kind: "guest_waiting", word: "knocked" });
    expect(screen({ me, knockedAt: NOW - 31_000 })).toMatchObject({ word: "they_know" });
    expect(screen({ me: { ...me, not_yet: true }, knockedAt: NOW })).toMatchObject({ word: "not_yet" });
  });

  test("a question of the clinic is put to who decides, over whatever is on the screen", () => {
    const request = {
      invitation_id: "i2",
      person_id: "marek",
      first_name: "Marek",
      relationship: "son",
      role: "guest" as const,
      interprets: null,
      needs_yes: true,
      asked_by: "Dr. Lind",
      asked_at: "2026-11-24T10:12:00Z",
    };
    const view = viewOf(modelWith({ me: meWith({ requests: [request] }), consentFailed: "i2" }), NOW);
    expect(view.consent).toEqual({
      invitationId: "i2",
      guest: { id: "marek", name: "Marek", role: "guest", relation: "son" },
      askedBy: "Dr. Lind",
      failed: true,
      isAgain: false,
    });
  });

  test("who may see and hear is listed with what they may read", () => {
    const view = viewOf(modelWith({ me: meWith() }), NOW);
    expect(view.access).toEqual([
      {
        person: { id: "ana", name: "Ana", role: "guest", relation: "daughter" },
        state: "agreed",
        here: true,
        scopes: { join: true, chat: false, files: false, reads: "everything" },
      },
    ]);
    expect(viewOf(modelWith({ me: meWith({ decision_maker: false }) }), NOW).access).toBeUndefined();
  });
});

describe("what others did in the patient's name, and who was there last time", () => {
  test("a yes that was written down is shown with the words, and may be undone", () => {
    const noted = {
      invitation_id: "i2",
      person_id: "marek",
      first_name: "Marek",
      relationship: "son",
      how: "said_aloud" as const,
      state: "agreed" as const,
      scopes: ["join" as const, "chat" as const],
      by: "Dr. Lind",
      words: "Yes, Marek may sit with us.",
      at: "2026-11-24T10:12:00Z",
      can_undo: true,
    };
    expect(viewOf(modelWith({ me: meWith({ written_down: [noted] }) }), NOW).noted).toMatchObject({
      guest: { name: "Marek" },
      how: "said_aloud",
      words: "Yes, Marek may sit with us.",
      scopes: { join: true, chat: true, files: false, reads: "nothing" },
      mayUndo: true,
    });
  });

  test("whoever was there last time is asked about anew", () => {
    const again = {
      person_id: "marek",
      first_name: "Marek",
      relationship: "son",
      role: "guest" as const,
      interprets: null,
      scopes_then: ["join" as const],
      visit_then: "2026-11-01T10:00:00Z",
    };
    const view = viewOf(modelWith({ me: meWith({ carry_over: [again] }) }), NOW);
    expect(view.consent).toMatchObject({ invitationId: "marek", isAgain: true, guest: { name: "Marek" } });
  });

  test("somebody on the sofa is named, beside whomever they sit", () => {
    const beside = [
      { name: "Maria", relationship: null, with_id: "rosa", with_name: "Rosa" },
      { name: "Tom", relationship: null, with_id: "ana", with_name: "Ana" },
    ];
    expect(viewOf(modelWith({ me: meWith({ beside }) }), NOW).beside).toEqual([
      { name: "Maria" },
      { name: "Tom", with: { id: "ana", name: "Ana" } },
    ]);
  });
});

describe("private time", () => {
  const me = meWith({ screen: "call", standing: "admitted", device: "admitted" });
  const lind = inRoom("lind");
  const held = inRoom("ana", { held: true, flows: false });
  const call = (
    room: Parameters<typeof roomOf>[0][],
    privacy: NonNullable<ReturnType<typeof roomOf>["privacy"]>,
  ) => screen({ me, live: { ...quiet, room: { ...roomOf(...room), privacy } } }) as Call;

  test("everyone is out but the clinician, and the patient may end it", () => {
    const shown = call([inRoom("rosa", { flows: false }), lind, held], {
      state: "private",
      held: ["ana"],
      private_by: ["rosa"],
    });
    expect(shown.others).toEqual([]);
    expect(shown.privacy).toMatchObject({
      state: "private",
      everyone: true,
      held: [{ name: "Ana" }],
      inside: [{ name: "Dr. Lind" }],
      own: { everyone: true, people: [] },
    });
  });

  test("it is not private while a phone does not answer, and that phone is named", () => {
    const shown = call([lind, held], { state: "closing", held: ["ana"], silent: ["lind"] });
    expect(shown.privacy).toMatchObject({ state: "closing", everyone: false, silent: ["Dr. Lind"] });
  });

  test("only who was held by the patient is brought back by the patient", () => {
    const mine = { ...held, held_by: ["rosa", "lind"] };
    const theirs = inRoom("marek", { held: true, flows: false, held_by: ["lind"] });
    const shown = call([lind, mine, theirs], { state: "private", held: ["ana", "marek"] });
    expect(shown.privacy?.own).toEqual({ everyone: false, people: ["ana"] });
  });

  test("a held guest sees neither people nor messages, and is back as soon as the room says so", () => {
    const guest = { ...me, person: { id: "ana", first_name: "Ana", role: "guest" as const }, held: true };
    const chat = { isOpen: true, lines: [], typists: [], unread: 0 };
    const outside = { ...quiet, chat, room: roomOf(inRoom("ana", { held: true })) };
    const view = viewOf(modelWith({ me: guest, live: outside }), NOW);
    expect(view.screen).toEqual({ kind: "held", me: { id: "ana", name: "Ana", role: "guest" } });
    expect(view.chat).toBeUndefined();
    const back = { ...quiet, room: roomOf(inRoom("ana"), lind) };
    expect(screen({ me: guest, live: back })).toMatchObject({ kind: "call" });
  });
});

describe("messages", () => {
  const line = { at: NOW, edited: false, withdrawn: false, state: "sent" as const };
  const chat = {
    isOpen: true,
    typists: ["ana"],
    unread: 1,
    lines: [
      { ...line, id: "1", personId: "rosa", text: "Hello", mine: true },
      { ...line, id: "2", personId: "ana", text: "What is it called?", mine: false },
    ],
  };
  const me = meWith({ screen: "call", people: [lindCard, { ...ana, scopes: ["join", "chat"] }] });
  const room = roomOf(inRoom("rosa", { flows: false }), inRoom("lind"), inRoom("ana"));

  test("who wrote is named, and who reads is told to whom it is known", () => {
    const view = viewOf(modelWith({ me, live: { ...quiet, room, chat } }), NOW);
    expect(view.wrote).toEqual({ id: "2", name: "Ana", text: "What is it called?" });
    expect(view.chat).toMatchObject({ typing: ["Ana"], readers: ["Dr. Lind", "Ana"] });
  });

  test("a guest without messages is not among the readers", () => {
    const view = viewOf(
      modelWith({ me: { ...me, people: [lindCard, ana] }, live: { ...quiet, room, chat } }),
      NOW,
    );
    expect(view.chat?.readers).toEqual(["Dr. Lind"]);
  });

  test("nothing of them is there while this page may not read", () => {
    const live = { ...quiet, room, chat: { ...chat, isOpen: false } };
    expect(viewOf(modelWith({ me, live }), NOW).chat).toBeUndefined();
  });
});

test("a guest with another phone reads that it is let in anew", () => {
  const me = meWith({ screen: "knocked", standing: "admitted", device: "at_door", clinician: null });
  expect(screen({ me, knockedAt: NOW })).toMatchObject({ kind: "guest_waiting", word: "new_device" });
});

describe("the check", () => {
  const media = {
    microphone: "on",
    camera: "on",
    muted: false,
    stream: undefined as unknown as MediaStream,
    level: 0,
    speaking: false,
  } as const;
  const checking = (facts: object, check = FRESH_CHECK, now = NOW) =>
    screen(
      {
        me: meWith({ screen: "check", checked: false }),
        live: { ...quiet, media: { ...media, ...facts } },
        check,
      },
      now,
    );

  test("a refused camera never stands in the way of the sound", () => {
    expect(checking({ camera: "refused" })).toMatchObject({ what: "camera_refused" });
    expect(checking({ camera: "refused" }, { ...FRESH_CHECK, soundOnly: true })).toMatchObject({
      kind: "check",
      picture: "refused",
    });
  });

  test("a refused microphone comes first", () => {
    expect(checking({ camera: "refused", microphone: "refused" })).toMatchObject({
      what: "microphone_refused",
    });
    expect(checking({ microphone: "missing" })).toMatchObject({ what: "no_device" });
  });

  test("whoever is not heard for six seconds is told so", () => {
    const since = { ...FRESH_CHECK, listeningSince: NOW - 7_000 };
    expect(checking({}, since)).toMatchObject({ voice: "silent" });
    expect(checking({}, { ...since, loudest: 60 })).toMatchObject({ voice: "heard" });
    expect(checking({}, { ...since, loudest: 30 })).toMatchObject({ voice: "quiet" });
    expect(checking({}, { ...since, listeningSince: NOW })).toMatchObject({ voice: "waiting" });
  });
});

describe("in the call", () => {
  const me = meWith({ screen: "call", standing: "admitted", device: "admitted" });
  const call = (facts: object) => screen({ me, live: { ...quiet, ...facts } }) as Call;

  test("the clinician is large, the others small, each with what is true of them", () => {
    const live = {
      room: roomOf(inRoom("rosa"), inRoom("lind"), inRoom("ana", { microphone: false })),
      peers: new Map([["lind", peer("connected", { speaking: true })]]),
    };
    expect(call(live)).toMatchObject({
      clinician: { id: "lind", name: "Dr. Lind", state: "speaking" },
      others: [{ name: "Ana", state: "muted" }],
      connection: "ok",
    });
  });

  test("a clinician whose line broke comes back, and the patient is asked to stay", () => {
    const live = { room: roomOf(inRoom("lind", { link: "reconnecting" })) };
    expect(call(live)).toMatchObject({ banner: "clinician_gone", clinician: { state: "coming_back" } });
  });

  test("a line that is too weak for a picture says so, and whose picture stands still is heard alone", () => {
    const room = roomOf(inRoom("rosa"), inRoom("lind"));
    const lossy = peer("connected", { lostOfOurs: 0.3 });
    expect(call({ room, peers: new Map([["lind", lossy]]) }).banner).not.toBe("weak");
    expect(call({ room, peers: new Map([["lind", { ...lossy, isOurPictureOut: true }]]) }).banner).toBe(
      "weak",
    );
    const still = peer("connected", { isPictureStill: true });
    expect(call({ room, peers: new Map([["lind", still]]) }).clinician.state).toBe("sound_only");
  });

  test("a visit by phone says so", () => {
    const byPhone = { ...me, visit: { ...me.visit, modality: "phone" as const } };
    expect(screen({ me: byPhone })).toMatchObject({ banner: "by_phone" });
  });

  test("it begins with the tap, and after a reload without one", () => {
    const ready = meWith({ screen: "go_in" });
    expect(screen({ me: ready })).toMatchObject({ kind: "go_in", clinician: { name: "Dr. Lind" } });
    expect(screen({ me: ready, wentIn: true })).toMatchObject({ kind: "call" });
    expect(screen({ me })).toMatchObject({ kind: "call" });
  });

  test("an own line that is gone is said at once, after ten and after thirty seconds", () => {
    const lost = (ms: number) =>
      connectionOf({ socket: { kind: "lost", since: NOW - ms }, peers: new Map(), online: false }, NOW);
    expect([1_000, 11_000, 31_000].map(lost)).toEqual(["lost", "lost_10", "lost_30"]);
  });

  test("a socket that breaks alone breaks no call", () => {
    const peers = new Map([["lind", peer("connected")]]);
    const socket = { kind: "lost", since: NOW - 60_000 } as const;
    expect(connectionOf({ socket, peers, online: true }, NOW)).toBe("ok");
    expect(connectionOf({ socket, peers, online: false }, NOW)).toBe("lost_30");
  });

  test("a page that was replaced by another one says so", () => {
    const live = { ...quiet, socket: { kind: "ended", ended: { why: "elsewhere" } } as const };
    expect(screen({ me, live })).toEqual({ kind: "trouble", what: "elsewhere" });
  });
});

describe("afterwards", () => {
  test("nothing opens by itself when a finished visit goes on: the patient taps, a guest knocks again", () => {
    const patient = meWith({ screen: "call", standing: "admitted", device: "admitted" });
    expect(screen({ me: patient, calledBack: true })).toMatchObject({ kind: "go_in" });
    expect(screen({ me: patient, calledBack: true, wentIn: true })).toMatchObject({ kind: "call" });
    const guest = meWith({ screen: "check", person: { id: "ana", first_name: "Ana", role: "guest" } });
    expect(screen({ me: guest, calledBack: true })).toMatchObject({ kind: "over", reason: "goes_on" });
  });

  test("whoever leaves a visit reads that it goes on; whoever stops waiting reads no such thing", () => {
    const left = (state: Me["visit"]["state"]) =>
      screen({ me: meWith({ screen: "left", visit: { ...meWith().visit, state } }) });
    expect(left("in_progress")).toMatchObject({ kind: "over", reason: "you_left" });
    expect(left("scheduled")).toMatchObject({ kind: "over", reason: "left_the_door" });
    expect(left("waiting")).toMatchObject({ kind: "over", reason: "left_the_door" });
  });

  test.each([
    ["over", "ended"],
    ["not_held", "nobody_came"],
    ["missed", "missed"],
  ] as const)("%s reads as %s", (name, reason) => {
    expect(screen({ me: meWith({ screen: name }) })).toMatchObject({ kind: "over", reason });
  });
});

test("who comes, knocks and leaves is told once; a broken line is no goodbye", () => {
  const before = roomOf(inRoom("rosa"), inRoom("ana", { standing: "at_door" }), inRoom("marek"));
  const after = roomOf(inRoom("rosa"), inRoom("ana"), inRoom("marek", { standing: "gone", link: "absent" }));
  expect(comings(before, after, "rosa")).toEqual([
    { what: "in_visit", personId: "ana" },
    { what: "has_left", personId: "marek" },
  ]);
  expect(comings(after, before, "rosa").map(({ what }) => what)).toContain("in_visit");
  const broken = roomOf(inRoom("rosa"), inRoom("ana", { link: "absent" }), inRoom("marek"));
  expect(comings(roomOf(inRoom("rosa"), inRoom("ana"), inRoom("marek")), broken, "rosa")).toEqual([]);
});

test("a link's address is taken apart, and nothing else is a link", () => {
  expect(doorOf({ pathname: "/v/abc_-9", hash: "#s3cret" })).toEqual({
    handle: "abc_-9",
    secret: "s3cret",
    notes: "/v/abc_-9/api/notes/v1",
    session: "/v/abc_-9/api/session/v1",
    socket: "/v/abc_-9/ws",
  });
  expect(doorOf({ pathname: "/v/abc", hash: "" })?.secret).toBeUndefined();
  expect(doorOf({ pathname: "/staff", hash: "" })).toBeUndefined();
});
