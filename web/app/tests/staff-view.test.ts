import { describe, expect, test } from "vitest";
import type { StaffMe } from "../../generated/session";
import type { Board, StaffCall, Today } from "../../screens/staff/state";
import { newModel, type StaffModel } from "../staff/model";
import { readinessOf, stateOf } from "../staff/rows";
import { Seen } from "../staff/seen";
import { viewOf } from "../staff/view";
import { doorsIn, lettersOf } from "../start/mailbox";
import { ana, detailWith, inRoom, NOW, peer, quiet, roomOf, rosa, rowWith } from "./facts";

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

const draft = {} as StaffModel["draft"];

const screen = <T>(facts: Partial<StaffModel>, now = NOW) =>
  viewOf({ ...newModel({ page: "home" }, quiet, quiet, draft), me, ...facts }, now).screen as T;

const day = (...visits: ReturnType<typeof rowWith>[]) => ({
  date: "2026-11-24",
  now: "2026-11-24T10:15:00Z",
  version: 1,
  visits,
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
        reads: "everything",
      },
    ]);
    const early = [inRoom("rosa", { role: "patient", standing: "at_door" }), room[1] ?? inRoom("ana")];
    expect(call({ live: live(...early) }).knocks.map(({ consent }) => consent)).toContain("patient_first");
    const asked = detailWith({ people: [rosa, { ...ana, invitation: "proposed" }] });
    expect(call({ detail: asked, live: live(...room) }).knocks[0]?.consent).toBe("not_answered");
  });

  test("who is inside is listed with the quality of the line", () => {
    const people = [inRoom("rosa", { role: "patient" }), inRoom("ana", { link: "reconnecting" })];
    const peers = new Map([["rosa", peer("connected", { lost: 0.3 })]]);
    const shown = call({ live: { ...live(...people), peers } });
    expect(shown.inside.map(({ person, quality }) => [person.name, quality])).toEqual([
      ["Rosa", "weak"],
      ["Ana", "coming_back"],
    ]);
    expect(shown.minutes).toBe(5);
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
