import { describe, expect, test } from "vitest";
import type { SecondFact } from "../../generated/session";
import { summary } from "../../screens/parts/summary";
import { looksOf, summaryNews, summaryScreen } from "../visit/afterwards-view";
import { type AfterwardsModel, FRESH_AFTERWARDS } from "../visit/model";
import { meWith } from "./facts";

const fact: SecondFact = {
  kind: "mailed_code",
  channel: "r…@example.org",
  proven_until: null,
  may_set_code: false,
  tries_left: 5,
  closed_minutes: null,
};

const before = meWith();
const ended = meWith({ screen: "over", visit: { ...before.visit, state: "ended" } });
const ana = {
  ...ended,
  person: { id: "ana", first_name: "Ana", role: "guest" as const },
  decision_maker: false,
};
const modelWith = (news: Partial<AfterwardsModel>): AfterwardsModel => ({ ...FRESH_AFTERWARDS, ...news });

describe("after the visit", () => {
  test("the page waits for the summary, and says so", () => {
    expect(summaryNews(ended, modelWith({ status: "being_written" }))).toMatchObject({
      summary: "being_written",
    });
    expect(summaryScreen(ended, modelWith({ status: "being_written" }))).toBeUndefined();
  });

  test("nothing is said of a summary while the visit still goes on", () => {
    expect(summaryNews(before, modelWith({ status: "ready" }))).toEqual({});
    expect(summaryScreen(before, modelWith({ step: "read", present: summary }))).toBeUndefined();
  });

  test("a code is sent before it is typed, and a wrong one says how often one may still try", () => {
    expect(summaryScreen(ended, modelWith({ step: "unlock", fact }))).toMatchObject({
      kind: "unlock",
      step: "send",
    });
    const wrong = modelWith({ step: "unlock", fact, isSent: true, triesLeft: 3 });
    expect(summaryScreen(ended, wrong)).toMatchObject({ step: "enter", wrong: { triesLeft: 3 } });
  });

  test.each([
    [{ kind: "own_code", may_set_code: false }, "own"],
    [{ kind: "desk_code", may_set_code: true }, "choose"],
    [{ kind: "desk_code", may_set_code: false }, "desk"],
  ] as const)("a guest is never sent a code to the channel that brought the link: %o", (how, step) => {
    const model = modelWith({ step: "unlock", fact: { ...fact, channel: null, ...how } });
    expect(summaryScreen(ana, model)).toMatchObject({ kind: "unlock", step });
  });

  test("a summary that was corrected while it was open is taken away, and the newer one is a tap away", () => {
    const model = modelWith({ status: "ready", isNewer: true, present: summary });
    expect(summaryScreen(ended, model)).toBeUndefined();
    expect(summaryNews(ended, model)).toMatchObject({ summary: "newer" });
  });

  test("an earlier version is shown in place of the present one", () => {
    const earlier = { ...summary, id: "v0", valid: false };
    const model = modelWith({ step: "read", present: summary, shown: earlier });
    expect(summaryScreen(ended, model)).toMatchObject({
      kind: "summary",
      summary: { id: "v0" },
      isEarlier: true,
    });
  });

  test("a guest may not ask who has looked, nor change who may read", () => {
    const screen = summaryScreen(ana, modelWith({ step: "read", present: summary }));
    expect(screen).toMatchObject({ mayAskWhoLooked: false, mayChangeAccess: false });
  });
});

test("who has looked is one list of both, the newest first", () => {
  const list = looksOf({
    rows: [{ who: "Dr. Lind", role: "clinician", what: "visit", at: "2026-11-24T10:30:00Z" }],
    summary: [{ who: null, role: null, at: "2026-11-24T17:05:00Z" }],
  });
  expect(list.entries?.map(({ what, who }) => [what, who])).toEqual([
    ["summary", ""],
    ["visit", "Dr. Lind"],
  ]);
  expect(looksOf({ rows: undefined, summary: [] })).toEqual({});
});
