import { expect, test } from "vitest";
import { InUse } from "../staff/in-use";

const MINUTE = 60_000;
const IN_THE_BACKGROUND = { "Beside-Background": "1" };

test("a page that only follows the news does not look used", () => {
  const page = new EventTarget();
  const inUse = new InUse(page);
  expect(inUse.headers(0)).toEqual({});
  expect(inUse.headers(1)).toEqual(IN_THE_BACKGROUND);
  page.dispatchEvent(new Event("keydown"));
  expect(inUse.headers(2)).toEqual({});
});

test("whoever reads or types for a minute without a request is still there", () => {
  const inUse = new InUse(new EventTarget());
  inUse.headers(0);
  expect(inUse.isUntold(2 * MINUTE)).toBe(false);
  inUse.use();
  expect(inUse.isUntold(MINUTE - 1)).toBe(false);
  expect(inUse.isUntold(MINUTE)).toBe(true);
});
