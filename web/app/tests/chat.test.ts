import { describe, expect, test } from "vitest";
import { Chat } from "../../sdk";
import { Reading, shownChat } from "../chat";
import { roomOf } from "./facts";

const said = (id: string, person_id: string, second: number) => ({
  id,
  person_id,
  at: `2026-11-24T10:15:0${second}Z`,
  text: `word ${id}`,
});

function opened(): Chat {
  const chat = new Chat({ say: () => undefined, changed: () => undefined });
  const you = { person_id: "lind", device_id: "d", role: "clinician" as const, n: 1 };
  chat.welcomed({ you, instance: "i", resumed: false, resume: { secret: "s" } });
  chat.room({ ...roomOf(), chat: true });
  return chat;
}

/** What a browser tab keeps. */
function tab(): Storage {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  } as Storage;
}

describe("messages", () => {
  test("of others are new until the list was shown", () => {
    const chat = opened();
    const reading = new Reading(tab());
    reading.of("v1");
    chat.history({ messages: [said("1", "ana", 1), said("2", "lind", 2), said("3", "rosa", 3)] });
    expect(reading.stateOf(chat).unread).toBe(2);
    reading.show(true);
    expect(reading.stateOf(chat).unread).toBe(0);
    reading.show(false);
    chat.message(said("4", "ana", 4));
    expect(reading.stateOf(chat).unread).toBe(1);
  });

  test("that were read stay read when the page is loaded again, and only of that visit", () => {
    const chat = opened();
    const kept = tab();
    const before = new Reading(kept);
    before.of("v1");
    before.show(true);
    chat.message(said("1", "ana", 1));
    before.stateOf(chat);
    const after = new Reading(kept);
    after.of("v1");
    expect(after.stateOf(chat).unread).toBe(0);
    after.of("v2");
    expect(after.stateOf(chat).unread).toBe(1);
  });

  test("are shown under the names that this viewer knows", () => {
    const chat = opened();
    chat.message(said("1", "ana", 1));
    chat.typed("rosa");
    const shown = shownChat(new Reading(undefined).stateOf(chat), (id) => id.toUpperCase());
    expect(shown.lines.map(({ name, text, state }) => [name, text, state])).toEqual([
      ["ANA", "word 1", "sent"],
    ]);
    expect(shown.typing).toEqual(["ROSA"]);
    chat.close();
  });

  test("that could not be sent say so", () => {
    const chat = opened();
    const about = chat.send("Hello");
    expect(shownChat(new Reading(undefined).stateOf(chat), () => "").lines[0]?.state).toBe("sending");
    chat.refused({ code: "chat.not_sent", message: "", about });
    expect(shownChat(new Reading(undefined).stateOf(chat), () => "").lines[0]?.state).toBe("not_sent");
  });
});
