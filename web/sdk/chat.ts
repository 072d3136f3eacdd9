/**
 * What people of the visit write to each other, as this page knows it: what it was shown, and its own unsent words.
 *
 * Words are said under an id of our own, so that saying them again after a lost socket doubles nothing.
 */
import type {
  ChatHistory,
  ChatMessage,
  ClientMessage,
  Room,
  Welcome,
  Error as WireError,
} from "../generated/wire";
import type { Socket } from "./socket";

/** How long somebody counts as writing after their page said so. */
const TYPING_MS = 5_000;
/** How often a page says that its person writes. */
const TYPING_EVERY_MS = 2_000;

export interface ChatLine {
  id: string;
  personId: string;
  /** Milliseconds of the server's clock; of ours while it was never sent. */
  at: number;
  /** Empty once withdrawn. */
  text: string;
  edited: boolean;
  withdrawn: boolean;
  mine: boolean;
  /** `failed`: not sent, or not changed; `say it again` is `again(id)`. */
  state: "sent" | "sending" | "failed";
  /** Why it failed: `chat.not_sent`, `chat.full`, `chat.too_fast`, `chat.not_now`, `chat.not_there`. */
  why?: string;
}

export interface ChatOptions {
  say: Socket["say"];
  /** `lines`, `typists` or `isOpen` are others now. */
  changed(): void;
  now?(): number;
  newId?(): string;
}

type WordType = "chat" | "chat_edit" | "chat_withdraw";

type Word = {
  [T in WordType]: { type: T; payload: ClientMessage[T]; at: number; why?: string };
}[WordType];

export class Chat {
  readonly #options: ChatOptions;
  readonly #known = new Map<string, ChatMessage>();
  #unsent: Word[] = [];
  readonly #typists = new Map<string, ReturnType<typeof setTimeout>>();
  #me: string | undefined;
  #isOpen = false;
  #keptOut: readonly string[] = [];
  #saidTypingAt = Number.NEGATIVE_INFINITY;

  constructor(options: ChatOptions) {
    this.#options = options;
  }

  /** Whether this page may read and write now. While it may not, nothing of the chat is kept but unsent words. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Everything to show, in order. */
  get lines(): ChatLine[] {
    const lines = new Map<string, ChatLine>();
    for (const [key, message] of this.#known) lines.set(key, lineOf(message, message.person_id === this.#me));
    for (const word of this.#unsent) this.#overlay(lines, word);
    return [...lines.values()].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  }

  /** Who is writing just now. */
  get typists(): string[] {
    return [...this.#typists.keys()];
  }

  /** Send something; the id names it from now on. */
  send(text: string): string {
    const id = this.#newId();
    this.#saidTypingAt = Number.NEGATIVE_INFINITY;
    this.#put({ type: "chat", payload: { id, text, ...this.#unread }, at: this.#now() });
    return id;
  }

  edit(id: string, text: string): void {
    this.#put({ type: "chat_edit", payload: { id, text, ...this.#unread }, at: this.#now() });
  }

  withdraw(id: string): void {
    this.#put({ type: "chat_withdraw", payload: { id }, at: this.#now() });
  }

  /** Try once more what failed. */
  again(id: string): void {
    for (const word of this.#unsent) {
      if (word.payload.id !== id) continue;
      delete word.why;
      this.#say(word);
    }
    this.#options.changed();
  }

  /** Give up what failed. */
  discard(id: string): void {
    this.#unsent = this.#unsent.filter((word) => word.payload.id !== id || word.why === undefined);
    this.#options.changed();
  }

  /** Call at every key; the others hear of it now and then. */
  typing(): void {
    if (!this.#isOpen || this.#now() < this.#saidTypingAt + TYPING_EVERY_MS) return;
    this.#saidTypingAt = this.#now();
    this.#options.say("typing", {});
  }

  // What the socket tells.

  welcomed(welcome: Welcome): void {
    this.#me = welcome.you.person_id;
    if (welcome.resumed) return;
    // The server may have nothing of what it did not confirm: say it again, under the same ids.
    for (const word of this.#unsent) if (word.why === undefined) this.#say(word);
  }

  room(room: Room): void {
    this.#keptOut = room.privacy?.held ?? [];
    const isOpen = room.chat ?? false;
    if (isOpen === this.#isOpen) return;
    this.#isOpen = isOpen;
    if (!isOpen) {
      this.#known.clear();
      for (const person of this.typists) this.#stopTyping(person);
    }
    this.#options.changed();
  }

  history({ messages = [] }: ChatHistory): void {
    this.#known.clear();
    for (const message of messages) this.#take(message);
    this.#options.changed();
  }

  message(message: ChatMessage): void {
    this.#stopTyping(message.person_id);
    this.#take(message);
    this.#options.changed();
  }

  typed(person: string): void {
    this.#stopTyping(person);
    const stop = () => {
      this.#typists.delete(person);
      this.#options.changed();
    };
    this.#typists.set(person, setTimeout(stop, TYPING_MS));
    this.#options.changed();
  }

  /** Some message of ours was refused. */
  refused({ code, about }: WireError): void {
    for (const word of this.#unsent) if (word.payload.id === about) word.why = code;
    this.#options.changed();
  }

  /** Let go of every timer. */
  close(): void {
    for (const person of this.typists) this.#stopTyping(person);
  }

  /** Words that are late, over a line that broke, are not for those who were kept out when they were written. */
  get #unread(): { kept_out?: string[] } {
    return this.#keptOut.length > 0 ? { kept_out: [...this.#keptOut] } : {};
  }

  #put(word: Word): void {
    const { id } = word.payload;
    // A later change of the same message takes the place of one that is still under way.
    this.#unsent = this.#unsent.filter((other) => other.type === "chat" || other.payload.id !== id);
    this.#unsent.push(word);
    this.#say(word);
    this.#options.changed();
  }

  #say({ type, payload }: Word): void {
    this.#options.say(type, payload);
  }

  #take(message: ChatMessage): void {
    this.#known.set(keyOf(message.person_id, message.id), message);
    if (message.person_id !== this.#me) return;
    this.#unsent = this.#unsent.filter((word) => word.payload.id !== message.id || !isDone(word, message));
  }

  #overlay(lines: Map<string, ChatLine>, { type, payload, at, why }: Word): void {
    const me = this.#me ?? "";
    const key = keyOf(me, payload.id);
    const line = lines.get(key) ?? { ...NEW_LINE, id: payload.id, personId: me, at };
    const isSent = lines.has(key) && type === "chat";
    lines.set(key, {
      ...line,
      ...(type === "chat_withdraw" ? { text: "", withdrawn: true } : isSent ? {} : { text: payload.text }),
      ...(type === "chat_edit" ? { edited: true } : {}),
      state: why === undefined ? "sending" : "failed",
      ...(why === undefined ? {} : { why }),
    });
  }

  #stopTyping(person: string): void {
    clearTimeout(this.#typists.get(person));
    this.#typists.delete(person);
  }

  #now(): number {
    return this.#options.now?.() ?? Date.now();
  }

  #newId(): string {
    return this.#options.newId?.() ?? crypto.randomUUID();
  }
}

const NEW_LINE = { text: "", edited: false, withdrawn: false, mine: true } as const;

const keyOf = (person: string, id: string): string => `${person} ${id}`;

/** A word is done when the message is as it wished, or can no longer become so. */
const isDone = (word: Word, message: ChatMessage): boolean =>
  word.type === "chat" ||
  (message.withdrawn ?? false) ||
  (word.type === "chat_edit" && message.text === word.payload.text);

const lineOf = (message: ChatMessage, mine: boolean): ChatLine => ({
  id: message.id,
  personId: message.person_id,
  at: Date.parse(message.at),
  text: message.text,
  edited: message.edited ?? false,
  withdrawn: message.withdrawn ?? false,
  mine,
  state: "sent",
});
