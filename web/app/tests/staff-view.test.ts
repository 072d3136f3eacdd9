import { describe, expect, test } from "vitest";
import type { StaffMe, VisitDetail } from "../../generated/session";
import type { Board, StaffCall, Today } from "../../screens/staff/state";
import { newModel, type StaffModel } from "../staff/model";
import { readinessOf, stateOf } from "../staff/rows";
import { Seen } from "../staff/seen";
import { viewOf } from "../staff/view";
import { doorsIn, lettersOf } from "../start/mailbox";
import { ana, detailWith, inRoom, lind, NOW, peer, quiet, roomOf, rosa, rowWith } from "./facts";

const me: StaffMe = {
  person_id: "lind",
  name: "Eva Lind",
  short_name: "Dr. Lind",
  roles: ["clinician"],
  clinic: { id: "c", name: "Northfield Clinic", phone: "555 0142", zone: "UTC" },
  queues: [],
  language: "en",
  idle_minutes: 30,
};

const invitation: VisitDetail["invitations"][number] = {
  id: "i1",
  person_id: "ana",
  first_name: "Ana",
  name: "Ana Marin",
  relationship: "daughter",
  role: "guest",
  interprets: null,
  needs_yes: true,
  state: "agreed",
  scopes: ["join", "chat"],
  basis: "own_page",
  by: "clinician",
  asked_at: "2026-11-24T10:00:00Z",
  answered_at: null,
  to_confirm: false,
};

const draft = {} as StaffModel["draft"];

const screen = <T>(facts: Partial<StaffModel>, now = NOW) =>
  viewOf({ ...newModel({ page: "home" }, quiet, quiet, draft), me, ...facts }, now).screen as T;

const day = (...visits: ReturnType<typeof rowWith>[]) => ({
  date: "2026-11-24",
  now: "2026-11-24T10:15:00Z",
  version: 1,
  visits,
  left: [],
  counts: { waiting: 0, today: 0, done: 0 },
});

describe("the clinician's day", () => {
  test("lists who waits in calling order, with whom, and for how long", () => {
    const second = rowWith({ id: "v2", place: 2, waiting_since: "2026-11-24T10:14:00Z" });
    const first = rowWith({ present: ["Maria"] });
    const today = screen<Today>({ day: day(second, first) });
    expect(today.waiting.map(({ visitId, waitedMinutes }) => [visitId, waitedMinutes])).toEqual([
      ["v1", 9],
      ["v2", 1],
    ]);
    expect(today.waiting[0]?.companions).toEqual([{ name: "Maria", here: true, consent: "agreed" }]);
  });

  test("knows which visit is still open, and who is next", () => {
    const open = rowWith({ id: "v0", state: "in_progress", open_for_me: true });
    const next = rowWith({ id: "v9", state: "scheduled", scheduled_at: "2026-11-24T11:20:00Z" });
    expect(screen<Today>({ day: day(open, next) })).toMatchObject({
      open: { visitId: "v0" },
      next: { patient: "Rosa Marin", at: new Date("2026-11-24T11:20:00Z") },
    });
  });

  test("tells of visits that a colleague wishes to hand over, to whoever is asked", () => {
    const hand_over = { to: "lind", name: "Dr. Lind" };
    const offered = rowWith({
      hand_over,
      clinician: { id: "okoro", name: "Ada Okoro", short_name: "Dr. Okoro" },
    });
    expect(screen<Today>({ day: day(offered) }).offered).toEqual([
      { visitId: "v1", patient: "Rosa Marin", from: "Dr. Okoro" },
    ]);
    expect(screen<Today>({ day: day({ ...offered, hand_over: { to: "okoro", name: "" } }) }).offered).toEqual(
      [],
    );
  });

  test("is called old once its socket has been gone for a while", () => {
    const feed = { ...quiet, socket: { kind: "lost", since: NOW - 4_000 } as const };
    const fresh = (now: number) => screen<Today>({ day: day(), feed, dayAt: NOW - 5_000 }, now).fresh;
    expect(fresh(NOW)).toEqual({ live: false, lastUpdate: new Date(NOW - 5_000) });
    expect(fresh(NOW - 3_500)).toEqual({ live: true });
  });

  test("says what stands in the way of a talk, the most pressing first", () => {
    const failed = { state: "failed" as const, what: ["camera"] };
    expect(readinessOf(rowWith({ help_wanted: true, check: failed }))).toBe("call_needed");
    expect(readinessOf(rowWith({ link: "absent" }))).toBe("away");
    expect(readinessOf(rowWith({ link: "absent", hidden: true }))).toBe("put_down");
    expect(readinessOf(rowWith({ check: failed }))).toBe("sound_only");
    expect(readinessOf(rowWith({ check: { state: "none", what: [] } }))).toBe("not_checked");
    expect(readinessOf(rowWith())).toBe("ready");
  });

  test("calls a visit interrupted when the patient's line is gone, but not by phone", () => {
    expect(stateOf(rowWith({ state: "in_progress", link: "reconnecting" }))).toBe("interrupted");
    expect(stateOf(rowWith({ state: "in_progress", link: "absent", modality: "phone" }))).toBe("in_visit");
  });
});

test("the front desk sees one card for each visit with trouble", () => {
  const desk: StaffMe = { ...me, roles: ["desk"] };
  const rows = day(
    rowWith({ trouble: ["asked_for_call", "weak"] }),
    rowWith({ id: "v2", link: "absent" }),
    rowWith({ id: "v3" }),
  );
  const board = screen<Board>({ me: desk, day: rows });
  expect(board.troubles.map(({ visitId, why }) => [visitId, why])).toEqual([
    ["v1", "asked_for_call"],
    ["v2", "away"],
  ]);
  const left = { ...day(), left: [rowWith({ state: "ended", tasks: ["summary_not_sent"] })] };
  expect(screen<Board>({ me: desk, day: left })).toMatchObject({
    rows: [],
    troubles: [{ why: "summary_not_sent", isEarlier: true }],
  });
});

describe("the clinician's call", () => {
  const call = (facts: Partial<StaffModel>) =>
    screen<StaffCall>({ place: { page: "call", visitId: "v1" }, detail: detailWith(), ...facts });
  const live = (...people: Parameters<typeof roomOf>) => ({ ...quiet, room: roomOf(...people) });

  test("a guest who knocks can be let in by name once the patient has said yes and is there", () => {
    const room = [inRoom("rosa", { role: "patient" }), inRoom("ana", { standing: "at_door" })];
    expect(call({ live: live(...room) }).knocks).toEqual([
      {
        person: { id: "ana", name: "Ana", role: "guest", relation: "daughter" },
        consent: "agreed",
        agreed: { chat: false, files: false, reads: "everything" },
        roomFor: 6,
      },
    ]);
    const early = [inRoom("rosa", { role: "patient", standing: "at_door" }), room[1] ?? inRoom("ana")];
    expect(call({ live: live(...early) }).knocks.map(({ consent }) => consent)).toContain("patient_first");
    const asked = detailWith({ people: [rosa, { ...ana, invitation: "proposed", scopes: [] }] });
    expect(call({ detail: asked, live: live(...room) }).knocks[0]?.consent).toBe("not_answered");
  });

  test("who is inside is listed with the quality of the line, and at what they sit where their page said so", () => {
    const atPhone = inRoom("ana", { link: "reconnecting", device_kind: "phone" });
    const people = [inRoom("rosa", { role: "patient" }), atPhone];
    const peers = new Map([["rosa", peer("connected", { lost: 0.3 })]]);
    const shown = call({ live: { ...live(...people), peers } });
    expect(shown.inside.map(({ person, quality, device }) => [person.name, quality, device])).toEqual([
      ["Rosa", "weak", undefined],
      ["Ana", "coming_back", "phone"],
    ]);
    expect(shown.minutes).toBe(5);
  });

  test("whoever is kept out is named, with whose wish it is; nobody else can end what the patient began", () => {
    const people = [
      inRoom("rosa", { role: "patient" }),
      inRoom("ana", { held: true, held_by: ["lind", "rosa"] }),
      inRoom("marek", { held: true }),
    ];
    const marek = { ...ana, person_id: "marek", name: "Marek", standing: "admitted" as const };
    const held_since = new Date(NOW - 60_000).toISOString();
    const detail = detailWith({ people: [rosa, lind, { ...ana, standing: "admitted", held_since }, marek] });
    const privacy = {
      state: "closing" as const,
      held: ["ana", "marek"],
      private_by: ["rosa"],
      silent: ["rosa"],
    };
    const room = { ...roomOf(...people), privacy };
    const shown = call({ detail, live: { ...quiet, room } });
    expect(shown.privacy).toMatchObject({
      state: "closing",
      room: { mine: false, patients: true },
      out: [
        { person: { name: "Ana" }, mine: true, patients: true },
        { person: { name: "Marek" }, mine: false, patients: false },
      ],
      silent: ["Rosa"],
    });
    const [, inAna, inMarek] = shown.inside;
    expect(inAna?.held).toEqual({ mine: true, patients: true, since: new Date(NOW - 60_000) });
    expect([inMarek?.held?.mine, inMarek?.mayHold]).toEqual([false, true]);
    expect(shown.others).toEqual([]);
  });

  test("whose yes was said aloud, or never said in danger, is marked; an interpreter needs none", () => {
    const interpreter = { ...ana, person_id: "jan", name: "Jan", role: "interpreter" as const };
    const asked = { ...interpreter, invitation: "proposed" as const, scopes: [], interprets: "pl" };
    const invitations = [{ ...invitation, basis: "said_aloud" as const }];
    const people = [rosa, lind, { ...ana, scopes: ["join" as const, "chat" as const] }, asked];
    const room = [inRoom("rosa", { role: "patient" }), inRoom("ana"), inRoom("jan", { standing: "at_door" })];
    const shown = call({ detail: detailWith({ people, invitations }), live: live(...room) });
    expect(shown.inside[1]?.agreed).toEqual({
      chat: true,
      files: false,
      reads: "nothing",
      basis: "said_aloud",
    });
    expect(shown.knocks).toEqual([
      {
        person: { id: "jan", name: "Jan", role: "interpreter" },
        consent: "agreed",
        language: "pl",
        roomFor: 6,
      },
    ]);
  });

  test("of a protected pair whoever comes second gets no button; in a full room somebody has to leave first", () => {
    const marek = { ...ana, person_id: "marek", name: "Marek" };
    const guest = {
      role: "guest" as const,
      interprets: null,
      person_id: "marek",
      first_name: "Marek",
      relationship: "son",
      invitation_id: "i2",
      apart: ["ana"],
    };
    const detail = detailWith({
      people: [rosa, lind, { ...ana, standing: "admitted" }, marek],
      guests: [{ ...guest, standing: "at_door", invitation: "agreed", link: "live" }],
    });
    const room = (standing: "admitted" | "gone") => [
      inRoom("rosa", { role: "patient" }),
      inRoom("ana", { standing }),
      inRoom("marek", { standing: "at_door" }),
    ];
    expect(call({ detail, live: live(...room("admitted")) }).knocks[0]).toMatchObject({
      consent: "must_not_meet",
      mustNotMeet: "Ana",
    });
    const without = { detail, live: live(...room("gone")) };
    expect(call(without).knocks[0]?.consent).toBe("agreed");
    const full = detailWith({ ...detail, room_holds: 2, no_place_for: ["marek"] });
    expect(call({ ...without, detail: full }).knocks[0]).toMatchObject({ consent: "room_full", roomFor: 2 });
  });

  test("messages can be written while the server lets this page, and it is said who reads them", () => {
    const people = [inRoom("rosa", { role: "patient" }), inRoom("ana")];
    expect(call({ live: live(...people) }).chat).toBeUndefined();
    const open = { ...live(...people), chat: { isOpen: true, lines: [], typists: ["ana"], unread: 2 } };
    expect(call({ live: open }).chat).toMatchObject({ typing: ["Ana"], unread: 2, readers: ["Rosa"] });
    const agreed = detailWith({ people: [rosa, lind, { ...ana, scopes: ["join", "chat"] }] });
    expect(call({ live: open, detail: agreed }).chat?.readers).toEqual(["Rosa", "Ana"]);
  });

  test("whoever was removed can be brought back for ten seconds", () => {
    const removed = { personId: "ana", until: NOW + 4_200 };
    expect(call({ removed }).removed).toMatchObject({ person: { name: "Ana" }, secondsLeft: 5 });
    expect(call({ removed: { ...removed, until: NOW } }).removed).toBeUndefined();
  });
});

test("a row is seen once it was before the clinician's eyes for two seconds", () => {
  const told: string[] = [];
  const seen = new Seen((id) => told.push(id));
  seen.look(["v1"], 0);
  seen.look(["v1"], 1_000);
  expect(told).toEqual([]);
  seen.look(["v1", "v2"], 2_000);
  seen.look(["v1", "v2"], 3_000);
  seen.look([], 3_500);
  seen.look(["v2"], 4_500);
  expect(told).toEqual(["v1"]);
});

test("the mailbox shows the newest message first, with the link it carries", () => {
  const mail = (id: number, text: string) => ({
    id,
    text,
    to: ["rosa@example.org"],
    subject: "Your visit",
    at: "2026-11-24T10:00:00Z",
  });
  const letters = lettersOf([
    mail(1, "Open http://localhost:8080/v/a1#new_one now."),
    mail(2, "We called it off."),
  ]);
  expect(letters.map(({ id, link }) => [id, link])).toEqual([
    ["2", undefined],
    ["1", "http://localhost:8080/v/a1#new_one"],
  ]);
});

test("the demo's doors open together or not at all", () => {
  const doors = { patient: "p", guest: "g", clinician: "/staff", desk: "/staff" };
  expect(doorsIn(doors)).toEqual(doors);
  expect(doorsIn({ ...doors, guest: undefined })).toBeUndefined();
  expect(doorsIn("<html>")).toBeUndefined();
});

describe("what may be taken back", () => {
  const finished = (minutes: number) =>
    rowWith({
      state: "ended",
      allowed: ["reopen"],
      ended_at: new Date(NOW - minutes * 60_000).toISOString(),
    });

  test("a visit that was just finished may go on, for half an hour", () => {
    expect(screen<Today>({ day: day(finished(29)) }).justFinished?.patient).toBe("Rosa Marin");
    expect(screen<Today>({ day: day(finished(31)) }).justFinished).toBeUndefined();
    const colleagues = { ...finished(1), allowed: [] };
    expect(screen<Today>({ day: day(colleagues) }).justFinished).toBeUndefined();
  });

  test("nobody is called absent by a timer alone: that asks to be checked", () => {
    expect(stateOf(rowWith({ state: "no_show", automatic: true }))).toBe("missed");
    expect(stateOf(rowWith({ state: "no_show" }))).toBe("no_show");
  });

  test("the times of a visit are those of the clinic's clock, on whatever computer", () => {
    const place = { page: "visit", visitId: "v1" } as const;
    const inIndia = { ...me, clinic: { ...me.clinic, zone: "Asia/Kolkata" } };
    const model = { ...newModel(place, quiet, quiet, draft), me: inIndia, detail: detailWith() };
    const view = viewOf(model, NOW);
    expect(view.clock?.zone).toBe("Asia/Kolkata");
    expect(view.screen).toMatchObject({ wall: { date: "2026-11-24", time: "15:50" } });
  });
});
