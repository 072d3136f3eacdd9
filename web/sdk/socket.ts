/**
 * The page's one socket: opens with a grant, comes back by itself, loses nothing, and says plainly how it stands.
 *
 * A lost socket is resumed by its secret; when that is refused or too old, a new grant opens a new one.
 */
import type { ClientMessage, Hello, ServerMessage, Welcome, Error as WireError } from "../generated/wire";
import { Conversation } from "./conversation";
import { type ClientFrame, type Recipient, type RelayedType, readFrame, type ServerFrame } from "./frames";
import { backoff, pause } from "./pause";
import { Problem } from "./problem";

export type Ended =
  /** Another device of this person took over. */
  | { why: "elsewhere" }
  /** Taken back, removed, declined, finished, cancelled: the API says which. */
  | { why: "not_here" }
  /** We said goodbye. */
  | { why: "left" }
  /** No grant is to be had. */
  | { why: "refused"; problem: Problem };

export type SocketState =
  | { kind: "opening" }
  | { kind: "live" }
  /** `since`: milliseconds of `Date.now()`. */
  | { kind: "lost"; since: number }
  | { kind: "ended"; ended: Ended };

export type Hint = ServerMessage["hint"];

export type Relayed = {
  [T in RelayedType]: { type: T; from: string; n: number; payload: ServerMessage[T] };
}[RelayedType];

export interface SocketEvents {
  state(state: SocketState): void;
  welcome(welcome: Welcome): void;
  room(room: ServerMessage["room"]): void;
  hint(hint: Hint): void;
  relayed(message: Relayed): void;
  chat?: ChatEvents;
}

/** What `Chat` wants to hear. */
export interface ChatEvents {
  welcomed(welcome: Welcome): void;
  room(room: ServerMessage["room"]): void;
  message(message: ServerMessage["chat"]): void;
  history(history: ServerMessage["chat_history"]): void;
  typed(person: string): void;
  refused(error: WireError): void;
}

export interface SocketOptions {
  /** Absolute `ws:` or `wss:` address, without anything secret in it. */
  url: string;
  /** Ask session for a join grant. */
  grant(): Promise<string>;
  events: SocketEvents;
  microphone?: boolean;
  camera?: boolean;
}

const LEFT = 4000;
const GRANT_REFUSED = 4401;
const RESUME_REFUSED = 4408;
const OPENED_ELSEWHERE = 4409;
const NO_LONGER_HERE = 4410;
const SILENT = 4411;

/** While the network is there, a lost socket tries again at least this often. */
const LONGEST_PAUSE_MS = 1_000;
const FIRST_PAUSE_MS = 100;
/** The `online` event ends this wait; it only bounds a computer that says nothing. */
const OFFLINE_PAUSE_MS = 3_000;
const WELCOME_WITHIN_MS = 10_000;
/** The server acknowledges within its ping of 2 s. A line that stays silent longer is dead, whatever the computer believes. */
const ACK_WITHIN_MS = 8_000;
const HEARTBEAT_AFTER_MS = 8_000;
const LOOK_EVERY_MS = 1_000;
/** Fresh grants that are refused one after the other: something is wrong that trying again will not mend. */
const MOST_REFUSALS = 3;
const HOPELESS = new Set(["grant.wrong_visit", "grant.wrong_role"]);

interface OwnMedia {
  microphone: boolean;
  camera: boolean;
}

interface Resumable {
  secret: string;
  seconds: number;
  secondsHidden: number;
}

export class Socket {
  readonly #options: SocketOptions;
  readonly #stop = new AbortController();
  #ws: WebSocket | undefined;
  #talk = new Conversation();
  #resume: Resumable | undefined;
  #state: SocketState = { kind: "opening" };
  #lastError: WireError | undefined;
  #lostAt = 0;
  #attempt = 0;
  #refusals = 0;
  #saidAt = 0;
  #waitsSince: number | undefined;
  #media: OwnMedia;
  /** What the last hello said of them. */
  #greetedWith: OwnMedia | undefined;
  #look: ReturnType<typeof setInterval> | undefined;

  constructor(options: SocketOptions) {
    this.#options = options;
    this.#media = { microphone: options.microphone ?? true, camera: options.camera ?? true };
  }

  /** Open, and stay open until `leave` or an end that only a person can change. */
  open(): void {
    this.#look ??= setInterval(() => this.#lookAfter(), LOOK_EVERY_MS);
    const on = { signal: this.#stop.signal };
    document.addEventListener("visibilitychange", () => this.#sayHidden(), on);
    addEventListener("pagehide", (event) => !event.persisted && this.leave(), on);
    addEventListener("offline", () => this.#drop(), on);
    addEventListener("online", () => this.#sayHidden(), on);
    void this.#keepOpen();
  }

  get state(): SocketState {
    return this.#state;
  }

  /** Tell the others what of ours is on; said again by itself after each new hello. */
  media(media: OwnMedia): void {
    if (media.microphone === this.#media.microphone && media.camera === this.#media.camera) return;
    this.#media = media;
    this.say("media", media);
  }

  /** Say something now, or as soon as the socket is back. */
  say<T extends Exclude<keyof ClientMessage, "hello">>(
    type: T,
    payload: ClientMessage[T],
    recipient?: Recipient,
  ): void {
    if (this.#state.kind === "ended" || this.#state.kind === "opening") return;
    const frame = this.#talk.say(type, payload, recipient);
    if (this.#state.kind === "live") this.#send(frame);
  }

  /** Go on purpose: nobody waits for this page to come back. */
  leave(): void {
    if (this.#state.kind === "ended") return;
    this.say("bye", {});
    const ws = this.#ws;
    this.#end({ why: "left" });
    ws?.close(LEFT);
  }

  async #keepOpen(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      const code = await this.#once();
      if (this.#isOver(code)) return;
      this.#becomeLost();
      await pause(this.#pauseNow(), this.#stop.signal).catch(() => undefined);
      this.#attempt += 1;
    }
  }

  /** One socket from opening to close. Resolves with its close code. */
  async #once(): Promise<number> {
    const resume = this.#resumeNow();
    if (!resume) this.#talk = new Conversation();
    const ws = new WebSocket(this.#options.url);
    this.#ws = ws;
    const closed = closeOf(ws);
    const limit = setTimeout(() => this.#drop(ws), WELCOME_WITHIN_MS);
    ws.onmessage = ({ data }) => this.#take(ws, readFrame(data), limit);
    const hello = resume ?? (await this.#helloWithGrant(ws));
    if (hello) {
      const greet = () => ws.send(JSON.stringify({ type: "hello", payload: hello } satisfies ClientFrame));
      if (ws.readyState === WebSocket.OPEN) greet();
      else ws.onopen = greet;
    }
    const code = await closed;
    clearTimeout(limit);
    if (this.#ws === ws) this.#ws = undefined;
    return code;
  }

  #resumeNow(): Hello | undefined {
    const resume = this.#resume;
    if (!resume) return undefined;
    const life = document.hidden ? resume.secondsHidden : resume.seconds;
    if (Date.now() - this.#lostAt > life * 1_000) {
      this.#resume = undefined;
      return undefined;
    }
    return this.#hello({ resume: { secret: resume.secret, seq: this.#talk.heard } });
  }

  /** The grant is fetched while the socket opens. */
  async #helloWithGrant(ws: WebSocket): Promise<Hello | undefined> {
    try {
      return this.#hello({ grant: await this.#options.grant() });
    } catch (problem) {
      this.#drop(ws);
      const isFinal = problem instanceof Problem && problem.status >= 400 && problem.status < 500;
      if (isFinal && problem.status !== 429) this.#end({ why: "refused", problem });
      return undefined;
    }
  }

  #hello(with_: Pick<Hello, "grant"> | Pick<Hello, "resume">): Hello {
    this.#greetedWith = this.#media;
    return { version: 1, ...with_, hidden: document.hidden, ...this.#media, device_kind: deviceKind() };
  }

  #take(ws: WebSocket, frame: ServerFrame | undefined, limit: ReturnType<typeof setTimeout>): void {
    if (!frame || ws !== this.#ws) return;
    this.#waitsSince = undefined;
    if (frame.type === "welcome") {
      clearTimeout(limit);
      this.#welcomed(frame.payload);
    }
    const heard = this.#talk.hear(frame);
    if (heard === "gap") {
      this.#drop(ws);
      return;
    }
    if (heard === "new") this.#tell(frame);
    if (this.#talk.owesAckNow) this.#send(this.#talk.ack());
  }

  #welcomed(welcome: Welcome): void {
    const { secret, seconds = 120, seconds_hidden = 900 } = welcome.resume;
    this.#resume = { secret, seconds, secondsHidden: seconds_hidden };
    this.#attempt = 0;
    this.#refusals = 0;
    if (welcome.resumed) this.#talk.hear({ ack: welcome.received ?? 0 });
    else this.#talk = new Conversation();
    this.#become({ kind: "live" });
    for (const frame of this.#talk.unheard) this.#send(frame);
    // Whoever takes over from a dead instance knows the hello alone, and a tap may have come after it.
    if (!welcome.resumed && this.#media !== this.#greetedWith) this.say("media", this.#media);
  }

  #tell(frame: ServerFrame): void {
    const { events } = this.#options;
    switch (frame.type) {
      case "welcome":
        events.welcome(frame.payload);
        events.chat?.welcomed(frame.payload);
        if (frame.payload.room) this.#tellRoom(frame.payload.room);
        return;
      case "room":
        this.#tellRoom(frame.payload);
        return;
      case "hint":
        events.hint(frame.payload);
        return;
      case "error":
        this.#lastError = frame.payload;
        if (frame.payload.about) events.chat?.refused(frame.payload);
        return;
      case "chat":
        events.chat?.message(frame.payload);
        return;
      case "chat_history":
        events.chat?.history(frame.payload);
        return;
      case "typing":
        if (frame.from !== undefined) events.chat?.typed(frame.from);
        return;
      case "offer":
      case "answer":
      case "candidate":
      case "please_offer":
        if (frame.from !== undefined && frame.n !== undefined) events.relayed(frame as Relayed);
    }
  }

  #tellRoom(room: ServerMessage["room"]): void {
    this.#options.events.room(room);
    this.#options.events.chat?.room(room);
  }

  /** Whether this close was the last one. */
  #isOver(code: number): boolean {
    if (this.#state.kind === "ended") return true;
    const error = this.#lastError;
    this.#lastError = undefined;
    if (code === OPENED_ELSEWHERE) this.#end({ why: "elsewhere" });
    else if (code === NO_LONGER_HERE) this.#end({ why: "not_here" });
    else if (code === RESUME_REFUSED || code === SILENT) this.#resume = undefined;
    else if (code === GRANT_REFUSED) this.#grantRefused(error);
    return (this.#state as SocketState).kind === "ended";
  }

  #grantRefused(error: WireError | undefined): void {
    this.#resume = undefined;
    this.#refusals += 1;
    const code = error?.code ?? "grant.refused";
    if (this.#refusals < MOST_REFUSALS && !HOPELESS.has(code)) return;
    this.#end({ why: "refused", problem: new Problem(code, 403, error?.message ?? code) });
  }

  #pauseNow(): number {
    if (!navigator.onLine) return OFFLINE_PAUSE_MS;
    return this.#attempt === 0 ? 0 : backoff(this.#attempt - 1, FIRST_PAUSE_MS, LONGEST_PAUSE_MS);
  }

  /** Acknowledge, keep the line warm, and notice when it is dead though nobody says so. */
  #lookAfter(): void {
    if (this.#state.kind !== "live") return;
    const now = Date.now();
    if (this.#talk.isOverfull) this.#resume = undefined;
    if (this.#waitsSince !== undefined && now - this.#waitsSince > ACK_WITHIN_MS) {
      this.#drop();
      return;
    }
    if (this.#talk.owesAck) this.#send(this.#talk.ack());
    if (!document.hidden && now - this.#saidAt > HEARTBEAT_AFTER_MS) this.#sayHidden();
  }

  /** Also the heartbeat: it is always true, changes nothing when repeated, and is acknowledged. */
  #sayHidden(): void {
    if (this.#state.kind === "live") this.say("hidden", { hidden: document.hidden });
  }

  #send(frame: ClientFrame): void {
    if (this.#ws?.readyState !== WebSocket.OPEN) return;
    this.#ws.send(JSON.stringify(frame));
    this.#saidAt = Date.now();
    if (frame.type !== "ack") this.#waitsSince ??= this.#saidAt;
  }

  /** Give a socket up without waiting for the other side, which may be out of reach. */
  #drop(ws = this.#ws): void {
    if (!ws) return;
    ws.close();
    ws.dispatchEvent(new Event(DROPPED));
  }

  #becomeLost(): void {
    this.#waitsSince = undefined;
    if (this.#state.kind === "live") {
      this.#lostAt = Date.now();
      this.#become({ kind: "lost", since: this.#lostAt });
    }
  }

  #end(ended: Ended): void {
    clearInterval(this.#look);
    this.#become({ kind: "ended", ended });
    this.#stop.abort();
  }

  #become(state: SocketState): void {
    this.#state = state;
    this.#options.events.state(state);
  }
}

/** What is pointed at with a finger is held in a hand. */
const deviceKind = (): NonNullable<Hello["device_kind"]> =>
  matchMedia("(pointer: coarse)").matches ? "phone" : "computer";

const DROPPED = "dropped";
const ABNORMAL = 1006;

/** The code of a socket's close, at once for one that was dropped. */
const closeOf = (ws: WebSocket): Promise<number> =>
  new Promise((resolve) => {
    ws.addEventListener("close", ({ code }) => resolve(code), { once: true });
    ws.addEventListener(DROPPED, () => resolve(ABNORMAL), { once: true });
  });
