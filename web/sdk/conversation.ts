/**
 * What both sides of a socket have said and heard, by number, so that a lost socket loses no message.
 *
 * Numbers count from 1, each way for itself, and go on when a socket is resumed. Pure: no socket, no clock.
 */
import type { ClientMessage } from "../generated/wire";
import type { ClientFrame, Recipient, ServerFrame } from "./frames";

/** As many as the server keeps for us. Beyond it a snapshot is the shorter way. */
export const MOST_UNHEARD = 512;
/** Acknowledge at once after so many; fewer wait for the next message or the timer. */
const ACKNOWLEDGE_AFTER = 32;

type Counted = Exclude<ClientFrame, { type: "ack" }> & { seq: number };

export class Conversation {
  #said: Counted[] = [];
  #nextSeq = 1;
  #heard = 0;
  #confirmed = 0;

  /** Number a message and keep it until the server has it. */
  say<T extends Exclude<keyof ClientMessage, "hello">>(
    type: T,
    payload: ClientMessage[T],
    recipient?: Recipient,
  ): ClientFrame {
    const frame = { type, seq: this.#nextSeq, ...recipient, payload } as Counted;
    this.#nextSeq += 1;
    this.#said.push(frame);
    return this.#withAck(frame);
  }

  /** Take in what arrived. `old`: it came before, ignore it. `gap`: something is missing, resume. */
  hear({ seq, ack }: Pick<ServerFrame, "seq" | "ack">): "new" | "old" | "gap" {
    if (ack !== undefined) this.#said = this.#said.filter((frame) => frame.seq > ack);
    if (seq === undefined) return "new";
    if (seq <= this.#heard) return "old";
    if (seq > this.#heard + 1) return "gap";
    this.#heard = seq;
    return "new";
  }

  /** Number of the last message that arrived with none missing before it. */
  get heard(): number {
    return this.#heard;
  }

  get owesAck(): boolean {
    return this.#heard > this.#confirmed;
  }

  get owesAckNow(): boolean {
    return this.#heard - this.#confirmed >= ACKNOWLEDGE_AFTER;
  }

  ack(): ClientFrame {
    this.#confirmed = this.#heard;
    return { type: "ack", ack: this.#heard };
  }

  /** What the server may not have, in order: said again after a resume. */
  get unheard(): ClientFrame[] {
    return this.#said.map((frame) => this.#withAck(frame));
  }

  get isOverfull(): boolean {
    return this.#said.length > MOST_UNHEARD;
  }

  #withAck(frame: Counted): ClientFrame {
    if (this.#heard === 0) return frame;
    this.#confirmed = this.#heard;
    return { ...frame, ack: this.#heard };
  }
}
