import { describe, expect, test } from "vitest";
import { clocksDiffer, instantIn, wallIn } from "../staff/zone";

describe("a time of the clinic", () => {
  test.each([
    ["Europe/Berlin", "2026-11-25", "10:20", "2026-11-25T09:20:00.000Z"],
    ["Europe/Berlin", "2026-07-01", "10:20", "2026-07-01T08:20:00.000Z"],
    ["America/New_York", "2026-03-07", "23:30", "2026-03-08T04:30:00.000Z"],
    ["Asia/Kolkata", "2026-01-01", "00:15", "2025-12-31T18:45:00.000Z"],
    ["UTC", "2026-01-01", "00:00", "2026-01-01T00:00:00.000Z"],
  ])("in %s on %s at %s is one instant", (zone, date, time, instant) => {
    expect(instantIn(zone, date, time).toISOString()).toBe(instant);
    expect(wallIn(zone, new Date(instant))).toEqual({ date, time });
  });

  test("that summer time skips is an hour later", () => {
    expect(wallIn("Europe/Berlin", instantIn("Europe/Berlin", "2026-03-29", "02:30"))).toEqual({
      date: "2026-03-29",
      time: "03:30",
    });
  });

  test("that comes twice is the first one", () => {
    expect(instantIn("Europe/Berlin", "2026-10-25", "02:30").toISOString()).toBe("2026-10-25T00:30:00.000Z");
  });
});

test("whose clock it is need not be said where both show the same all year", () => {
  const now = Date.parse("2026-11-24T10:15:00Z");
  expect(clocksDiffer("Europe/Berlin", "Europe/Madrid", now)).toBe(false);
  expect(clocksDiffer("Europe/London", "UTC", now)).toBe(true);
  expect(clocksDiffer("Europe/Berlin", "America/New_York", now)).toBe(true);
});
