import { describe, expect, test } from "vitest";
import { CLEAR, type Judgement, judgeLine, type Second } from "../narrow-line";

const GOOD: Second = { lost: 0, bits: 800_000 };
const LOSSY: Second = { lost: 0.2, bits: 800_000 };
const NARROW: Second = { lost: 0, bits: 50_000 };

const following = (start: Judgement, second: Second, times: number): Judgement =>
  Array.from({ length: times }).reduce<Judgement>((judgement) => judgeLine(judgement, second), start);

describe("a weak line", () => {
  test("loses the picture after six bad seconds, whether packets are lost or too few fit through", () => {
    for (const bad of [LOSSY, NARROW]) {
      expect(following(CLEAR, bad, 5).isPictureOut).toBe(false);
      expect(following(CLEAR, bad, 6).isPictureOut).toBe(true);
    }
  });

  test("keeps the picture through a short disturbance", () => {
    let line = CLEAR;
    for (let round = 0; round < 20; round += 1) line = following(following(line, LOSSY, 4), GOOD, 4);
    expect(line.isPictureOut).toBe(false);
  });

  test("gets the picture back after ten good seconds in a row, and not by a bad guess of the browser", () => {
    const out = following(CLEAR, LOSSY, 6);
    expect(following(out, NARROW, 9).isPictureOut).toBe(true);
    expect(following(out, NARROW, 10).isPictureOut).toBe(false);
    expect(following(following(following(out, GOOD, 9), LOSSY, 1), GOOD, 9).isPictureOut).toBe(true);
  });

  test("waits twice as long each time, until a picture has stayed for half a minute", () => {
    const again = following(following(following(CLEAR, LOSSY, 6), GOOD, 10), LOSSY, 6);
    expect(following(again, GOOD, 19).isPictureOut).toBe(true);
    const back = following(again, GOOD, 20);
    expect(back.isPictureOut).toBe(false);
    const settled = following(following(back, GOOD, 30), LOSSY, 6);
    expect(following(settled, GOOD, 10).isPictureOut).toBe(false);
  });

  test("is no matter of a browser that cannot say what the line carries", () => {
    expect(following(CLEAR, { lost: 0, bits: undefined }, 60)).toMatchObject({ isPictureOut: false, bad: 0 });
  });
});
