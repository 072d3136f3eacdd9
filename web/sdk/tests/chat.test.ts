import { afterEach, describe, expect, test } from "vitest";
import type { ChatMessage, Room, Welcome } from "../../generated/wire";
import { Chat } from "../chat";

const OPEN = { chat: true } as Room;
const CLOSED = { chat: false } as Room;
const welcome = (resumed: boolean) => ({ you: { person_id: "rosa" }, resumed }) as Welcome;

const by = (person: string, id: string, text: string, more: Partial<ChatMessage> = {}): ChatMessage => ({
  id,
  person_id: person,
  at: `2026-03-03T10:00:0${id}Z`,
  text,
  ...more,
});

const chats: Chat[] = [];
afterEach(() => {
  for (const chat of chats.splice(0)) chat.close();
});

/** Rosa's page in a visit whose chat is open to her. */
function page() {
  const said: { type: string; payload: unknown }[] = [];
  let id = 0;
  const chat = new Chat({
    say: (type, payload) => void said.push({ type, payload }),
    changed: () => undefined,
    now: () => Date.parse("2026-03-03T11:00:00Z") + id,
    newId: () => String(++id),
  });
  chats.push(chat);
  chat.welcomed(welcome(false));
  chat.room(OPEN);
  chat.history({ messages: [] });
  return { chat, said, texts: () => chat.lines.map(({ text, state }) => `${text} (${state})`) };
}

describe("the chat of a page", () => {
  test("shows what is written at once, and as sent when it comes back", () => {
    const { chat, said, texts } = page();
    const id = chat.send("Before or after meals?");
    expect(texts()).toEqual(["Before or after meals? (sending)"]);
    expect(said).toEqual([{ type: "chat", payload: { id, text: "Before or after meals?" } }]);
    chat.message(by("rosa", id, "Before or after meals?"));
    expect(texts()).toEqual(["Before or after meals? (sent)"]);
  });

  test("says with what is written who was kept out then, also when it is said again", () => {
    const { chat, said } = page();
    chat.room({ ...OPEN, privacy: { state: "private", held: ["ana"] } });
    const id = chat.send("I am afraid at home.");
    chat.room(OPEN);
    chat.welcomed(welcome(false));
    const word = { type: "chat", payload: { id, text: "I am afraid at home.", kept_out: ["ana"] } };
    expect(said).toEqual([word, word]);
    chat.edit(id, "I am afraid.");
    expect(said.at(-1)?.payload).toEqual({ id, text: "I am afraid." });
  });

  test("says again under the same id what a lost line may have lost, and nothing else", () => {
    const { chat, said } = page();
    const sent = chat.send("one");
    chat.message(by("rosa", sent, "one"));
    const unsent = chat.send("two");
    chat.welcomed(welcome(true));
    expect(said).toHaveLength(2);
    chat.welcomed(welcome(false));
    expect(said.slice(2)).toEqual([{ type: "chat", payload: { id: unsent, text: "two" } }]);
    chat.history({ messages: [by("rosa", sent, "one"), by("rosa", unsent, "two")] });
    expect(chat.lines.map(({ state }) => state)).toEqual(["sent", "sent"]);
  });

  test("keeps what was refused, with the reason, until it is sent again or given up", () => {
    const { chat, said, texts } = page();
    const id = chat.send("one");
    chat.refused({ code: "chat.not_sent", message: "", about: id });
    expect(chat.lines).toMatchObject([{ state: "failed", why: "chat.not_sent" }]);
    chat.again(id);
    expect(said.map(({ payload }) => payload)).toEqual([
      { id, text: "one" },
      { id, text: "one" },
    ]);
    chat.refused({ code: "chat.not_sent", message: "", about: id });
    chat.discard(id);
    expect(texts()).toEqual([]);
  });

  test("edits and takes back its own, and shows so before it is done", () => {
    const { chat, texts } = page();
    const id = chat.send("one");
    chat.message(by("rosa", id, "one"));
    chat.edit(id, "two");
    expect(texts()).toEqual(["two (sending)"]);
    chat.message(by("rosa", id, "two", { edited: true }));
    expect(chat.lines).toMatchObject([{ text: "two", edited: true, state: "sent" }]);
    chat.withdraw(id);
    chat.message(by("rosa", id, "", { withdrawn: true }));
    expect(chat.lines).toMatchObject([{ text: "", withdrawn: true, state: "sent" }]);
  });

  test("replaces what it knew by a history, in the order of time", () => {
    const { chat, texts } = page();
    chat.message(by("lind", "1", "gone"));
    chat.history({ messages: [by("lind", "5", "later"), by("ana", "3", "earlier")] });
    expect(texts()).toEqual(["earlier (sent)", "later (sent)"]);
  });

  test("takes two people's messages of one id for two messages", () => {
    const { chat, texts } = page();
    chat.message(by("lind", "1", "one"));
    chat.message(by("ana", "1", "two"));
    expect(texts()).toEqual(["one (sent)", "two (sent)"]);
  });

  test("forgets what it was shown when it may not read any more", () => {
    const { chat, texts } = page();
    chat.message(by("lind", "1", "one"));
    chat.room(CLOSED);
    expect(texts()).toEqual([]);
    expect(chat.isOpen).toBe(false);
  });

  test("shows who writes until their message is there", () => {
    const { chat } = page();
    chat.typed("lind");
    chat.typed("lind");
    expect(chat.typists).toEqual(["lind"]);
    chat.message(by("lind", "1", "one"));
    expect(chat.typists).toEqual([]);
  });
});
