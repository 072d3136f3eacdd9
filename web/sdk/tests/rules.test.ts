import { describe, expect, test } from "vitest";
import type { Room, RoomPerson, You } from "../../generated/wire";
import { readFrame } from "../frames";
import { stateAfter } from "../media";
import { judge } from "../network";
import { backoff } from "../pause";
import { counterparts } from "../room";
import { loudness } from "../sound";

const you: You = { person_id: "rosa", device_id: "d", role: "patient", n: 2 };

const person = (person_id: string, facts: Partial<RoomPerson>): RoomPerson => ({
  person_id,
  role: "guest",
  standing: "admitted",
  link: "live",
  ...facts,
});

const room = (...people: RoomPerson[]): Room => ({
  visit_id: "v",
  number: 1,
  visit_state: "in_progress",
  modality: "video",
  standing: "admitted",
  device: "admitted",
  people,
});

describe("in a room", () => {
  test("sound and picture go to those with whom they may flow, and to nobody else", () => {
    const seen = room(
      person("rosa", { n: 2, flows: true }),
      person("lind", { n: 1, flows: true }),
      person("ana", { n: 3, flows: true }),
      person("held", { n: 4, flows: false }),
      person("absent", { n: null, flows: true }),
    );
    expect(counterparts(seen, you).map(({ personId }) => personId)).toEqual(["lind", "ana"]);
  });

  test("exactly one of two offers: whoever came later", () => {
    const seen = room(person("lind", { n: 1, flows: true }), person("ana", { n: 3, flows: true }));
    expect(counterparts(seen, you).map(({ iOffer }) => iOffer)).toEqual([true, false]);
  });

  test("without a room there is nobody", () => {
    expect(counterparts(undefined, you)).toEqual([]);
  });
});

test("pauses grow to their longest, and never reach beyond it", () => {
  const pauses = [0, 1, 2, 3, 4, 50].map((attempt) => backoff(attempt, 100, 1_000, 1));
  expect(pauses).toEqual([100, 200, 400, 800, 1_000, 1_000]);
  expect(backoff(3, 100, 1_000, 0)).toBe(400);
});

test("a frame that cannot be read is no frame", () => {
  for (const data of ["", "{", "null", "[]", '{"seq":1}', new ArrayBuffer(2)]) {
    expect(readFrame(data)).toBeUndefined();
  }
  expect(readFrame('{"type":"ack","ack":3}')).toEqual({ type: "ack", ack: 3 });
});

test("why there is no picture is told apart", () => {
  const after = (name: string) => stateAfter(new DOMException("", name));
  expect(after("NotAllowedError")).toBe("refused");
  expect(after("NotFoundError")).toBe("missing");
  expect(after("NotReadableError")).toBe("busy");
  expect(stateAfter(undefined)).toBe("missing");
});

test("a line is called good for video only when both ways of measuring agree", () => {
  expect(judge({ roundTripMs: 40, bytesPerSecond: 500_000 })).toBe("video");
  expect(judge({ roundTripMs: 700, bytesPerSecond: 500_000 })).toBe("sound");
  expect(judge({ roundTripMs: 40, bytesPerSecond: 20_000 })).toBe("sound");
  expect(judge({ roundTripMs: 2_000, bytesPerSecond: 500_000 })).toBe("weak");
});

test("silence is nothing and a loud voice is everything", () => {
  expect(loudness(new Float32Array(1_024))).toBe(0);
  const voice = Float32Array.from({ length: 1_024 }, (_, at) => 0.5 * Math.sin(at / 10));
  expect(loudness(voice)).toBeGreaterThan(90);
});
