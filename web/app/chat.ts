/** The messages of the visit on this page: those of the SDK, and which of them were before somebody's eyes. */
import type { ChatAction, Chat as Shown, ChatLine as ShownLine } from "../screens/chat/state";
import type { Chat, ChatLine } from "../sdk";

/** At one moment. `isOpen`: this page may read and write now. */
export interface ChatState {
  isOpen: boolean;
  lines: readonly ChatLine[];
  typists: readonly string[];
  unread: number;
}

export const NO_CHAT: ChatState = { isOpen: false, lines: [], typists: [], unread: 0 };

/** Remembers until which message the list was shown, over a reload of the page too. */
export class Reading {
  readonly #storage: Storage | undefined;
  #key: string | undefined;
  #until = 0;
  #isShown = false;

  constructor(storage: Storage | undefined) {
    this.#storage = storage;
  }

  /** Of which visit the messages are. */
  of(visitId: string): void {
    const key = `beside.read.${visitId}`;
    if (this.#key === key) return;
    this.#key = key;
    this.#until = Number(read(this.#storage, key) ?? 0);
  }

  show(isShown: boolean): void {
    this.#isShown = isShown;
  }

  stateOf(chat: Chat | undefined): ChatState {
    if (!chat) return NO_CHAT;
    const { isOpen, lines, typists } = chat;
    if (this.#isShown) this.#read(lines);
    const unread = lines.filter(({ mine, withdrawn, at }) => !mine && !withdrawn && at > this.#until).length;
    return { isOpen, lines, typists, unread };
  }

  #read(lines: readonly ChatLine[]): void {
    const last = lines.reduce((latest, { mine, at }) => (mine ? latest : Math.max(latest, at)), this.#until);
    if (last === this.#until) return;
    this.#until = last;
    if (this.#key) write(this.#storage, this.#key, String(last));
  }
}

type ChatHandlers = { [K in ChatAction["kind"]]: (action: Extract<ChatAction, { kind: K }>) => void };

/** What answers the taps of a chat. `live` holds the one of the present visit. */
export const chatHandlers = (live: {
  chat: Chat | undefined;
  showChat(isShown: boolean): void;
}): ChatHandlers => ({
  chat_write: ({ text }) => void live.chat?.send(text),
  chat_again: ({ id }) => live.chat?.again(id),
  chat_edit: ({ id, text }) => live.chat?.edit(id, text),
  chat_withdraw: ({ id }) => live.chat?.withdraw(id),
  chat_typing: () => live.chat?.typing(),
  chat_seen: ({ open }) => live.showChat(open),
});

/** As a screen shows it; `nameOf` is how this viewer calls people. */
export function shownChat(state: ChatState, nameOf: (personId: string) => string): Shown {
  return {
    lines: state.lines.map((line) => shownLine(line, nameOf(line.personId))),
    typing: state.typists.map(nameOf),
    unread: state.unread,
  };
}

const STATES = { sent: "sent", sending: "sending", failed: "not_sent" } as const;

const shownLine = (line: ChatLine, name: string): ShownLine => ({
  id: line.id,
  name,
  own: line.mine,
  at: new Date(line.at),
  text: line.text,
  edited: line.edited,
  withdrawn: line.withdrawn,
  state: STATES[line.state],
});

/** A browser that keeps nothing forgets what was read, and no more. */
function read(storage: Storage | undefined, key: string): string | null {
  try {
    return storage?.getItem(key) ?? null;
  } catch {
    return null;
  }
}

function write(storage: Storage | undefined, key: string, value: string): void {
  try {
    storage?.setItem(key, value);
  } catch {
    // Full, or forbidden.
  }
}
