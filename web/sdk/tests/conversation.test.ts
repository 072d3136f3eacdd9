import { describe, expect, test } from "vitest";
import { Conversation } from "../conversation";

const numbers = (talk: Conversation) => talk.unheard.map((frame) => ("seq" in frame ? frame.seq : undefined));

describe("a conversation", () => {
  test("numbers what is said from one, and keeps it until the server has it", () => {
    const talk = new Conversation();
    expect(talk.say("bye", {})).toEqual({ type: "bye", seq: 1, payload: {} });
    talk.say("hidden", { hidden: true });
    talk.say("hidden", { hidden: false });
    expect(numbers(talk)).toEqual([1, 2, 3]);
    talk.hear({ ack: 2 });
    expect(numbers(talk)).toEqual([3]);
  });

  test("takes each message once, and notices one that is missing", () => {
    const talk = new Conversation();
    expect([1, 2, 2, 1, 4, 3].map((seq) => talk.hear({ seq }))).toEqual([
      "new",
      "new",
      "old",
      "old",
      "gap",
      "new",
    ]);
    expect(talk.heard).toBe(3);
  });

  test("acknowledges with whatever it says next", () => {
    const talk = new Conversation();
    talk.hear({ seq: 1 });
    talk.hear({ seq: 2 });
    expect(talk.owesAck).toBe(true);
    expect(talk.say("bye", {})).toMatchObject({ ack: 2 });
    expect(talk.owesAck).toBe(false);
  });

  test("acknowledges of its own accord after many messages", () => {
    const talk = new Conversation();
    for (let seq = 1; seq <= 31; seq += 1) talk.hear({ seq });
    expect(talk.owesAckNow).toBe(false);
    talk.hear({ seq: 32 });
    expect(talk.owesAckNow).toBe(true);
    expect(talk.ack()).toEqual({ type: "ack", ack: 32 });
    expect(talk.owesAck).toBe(false);
  });

  test("says again what may be lost with everything heard meanwhile", () => {
    const talk = new Conversation();
    talk.say("please_offer", {}, { to: "ana", n: 7 });
    talk.hear({ seq: 1 });
    expect(talk.unheard).toEqual([{ type: "please_offer", seq: 1, ack: 1, to: "ana", n: 7, payload: {} }]);
  });
});
