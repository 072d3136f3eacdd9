/**
 * What really arrives from the others: told to the server once a second, and shown beside their pictures. Where ours
 * does not arrive, the sound comes first.
 */
import type { Mesh } from "./mesh";
import { CLEAR, type Judgement, judgeLine } from "./narrow-line";
import type { Peer } from "./peer";
import type { Socket } from "./socket";

/** One person as this page receives them. */
export interface Heard {
  speaking: boolean;
  /** Share of their packets that were lost on the way here, 0 to 1, over the last second. */
  lost: number;
  /** Share of ours that were lost on the way to them. */
  lostOfOurs: number;
  /** Their picture has not moved for some seconds, while their line is there. */
  isPictureStill: boolean;
}

export const UNHEARD: Heard = { speaking: false, lost: 0, lostOfOurs: 0, isPictureStill: false };

export interface ReceptionOptions {
  mesh: Mesh;
  say: Socket["say"];
  changed(): void;
}

const REPORT_EVERY_MS = 1_000;
/** Until the first packets, look more often: "the talk began" is a moment that others wait for. */
const FIRST_LOOK_EVERY_MS = 200;
const SPEAKING_FROM = 0.02;
/** A ring that goes out between two words would flicker. */
const SPEAKING_HOLD_MS = 800;

const STILL_AFTER_LOOKS = 3;

interface Counts {
  received: number;
  lost: number;
  /** Packets of their picture. */
  pictures: number;
}

/** What is known of one connection beyond the last look. */
interface Known {
  counts: Counts;
  /** Looks in a row without a packet of a picture that had come before. */
  still: number;
  line: Judgement;
}

export class Reception {
  readonly #options: ReceptionOptions;
  readonly #known = new WeakMap<RTCPeerConnection, Known>();
  readonly #heard = new Map<string, Heard>();
  readonly #spokeAt = new Map<string, number>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #reportedAt = 0;
  #reported = new Set<string>();
  #closed = false;

  constructor(options: ReceptionOptions) {
    this.#options = options;
    this.#later();
  }

  of(personId: string): Heard {
    return this.#heard.get(personId) ?? UNHEARD;
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  #later(): void {
    if (!this.#closed) this.#timer = setTimeout(() => void this.#look(), FIRST_LOOK_EVERY_MS);
  }

  async #look(): Promise<void> {
    const peers = [...this.#options.mesh.peers.values()];
    const before = JSON.stringify([...this.#heard]);
    for (const peer of peers) this.#listen(peer);
    if (this.#isDue(peers)) await this.#report(peers);
    if (before !== JSON.stringify([...this.#heard])) this.#options.changed();
    this.#later();
  }

  /** Once a second; sooner only to tell of somebody who has just begun to arrive. */
  #isDue(peers: Peer[]): boolean {
    const since = Date.now() - this.#reportedAt;
    const someoneIsNew = peers.some(
      (peer) => peer.state === "connected" && !this.#reported.has(peer.personId),
    );
    return since >= REPORT_EVERY_MS || (someoneIsNew && since >= FIRST_LOOK_EVERY_MS);
  }

  async #report(peers: Peer[]): Promise<void> {
    const arriving = new Set<string>();
    for (const peer of peers) {
      const pc = peer.state === "connected" ? peer.call?.pc : undefined;
      if (pc && (await this.#receives(peer, pc))) arriving.add(peer.personId);
    }
    const tooSoon = Date.now() - this.#reportedAt < REPORT_EVERY_MS;
    const nothingNew = [...arriving].every((person) => this.#reported.has(person));
    if ((tooSoon && nothingNew) || (arriving.size === 0 && this.#reported.size === 0)) return;
    this.#reportedAt = Date.now();
    this.#reported = arriving;
    this.#options.say("received", { people: [...arriving] });
  }

  /** Whether packets came since the last look. */
  async #receives(peer: Peer, pc: RTCPeerConnection): Promise<boolean> {
    const { counts, lostOfOurs, bits } = count(await pc.getStats());
    const { counts: before, still, line } = this.#known.get(pc) ?? FIRST_LOOK;
    const received = counts.received - before.received;
    const lost = Math.max(0, counts.lost - before.lost);
    const stands = counts.pictures > 0 && counts.pictures === before.pictures;
    const known = { counts, still: stands ? still + 1 : 0, line: this.#judge(peer, line, lostOfOurs, bits) };
    this.#known.set(pc, known);
    const isPictureStill = known.still >= STILL_AFTER_LOOKS;
    this.#note(peer.personId, { lost: share(lost, received + lost), lostOfOurs, isPictureStill });
    return received > 0;
  }

  /** Who sends no picture has none to leave out. */
  #judge(peer: Peer, before: Judgement, lost: number, bits: number | undefined): Judgement {
    if (!peer.call?.sender("video")?.track) return before;
    const after = judgeLine(before, { lost, bits });
    peer.leavePictureOut(after.isPictureOut);
    return after;
  }

  #listen(peer: Peer): void {
    const receiver = peer.call?.pc.getReceivers().find(({ track }) => track.kind === "audio");
    const level = receiver?.getSynchronizationSources?.()[0]?.audioLevel ?? 0;
    if (level > SPEAKING_FROM) this.#spokeAt.set(peer.personId, Date.now());
    const quiet = Date.now() - (this.#spokeAt.get(peer.personId) ?? 0);
    this.#note(peer.personId, { speaking: quiet < SPEAKING_HOLD_MS });
  }

  #note(personId: string, news: Partial<Heard>): void {
    this.#heard.set(personId, { ...this.of(personId), ...news });
  }
}

const FIRST_LOOK: Known = { counts: { received: 0, lost: 0, pictures: 0 }, still: 0, line: CLEAR };

type Entry = RTCStats & Partial<Record<string, number>> & { kind?: string };

function count(stats: RTCStatsReport): { counts: Counts; lostOfOurs: number; bits: number | undefined } {
  const counts: Counts = { received: 0, lost: 0, pictures: 0 };
  let lostOfOurs = 0;
  let bits: number | undefined;
  stats.forEach((entry: Entry) => {
    if (entry.type === "inbound-rtp") {
      counts.received += entry.packetsReceived ?? 0;
      counts.lost += entry.packetsLost ?? 0;
      if (entry.kind === "video") counts.pictures += entry.packetsReceived ?? 0;
    } else if (entry.type === "candidate-pair") {
      bits = entry.availableOutgoingBitrate ?? bits;
    } else if (entry.type === "remote-inbound-rtp") {
      lostOfOurs = Math.max(lostOfOurs, entry.fractionLost ?? 0);
    }
  });
  return { counts, lostOfOurs, bits };
}

/** In hundredths, so that noise is no news. */
const share = (part: number, whole: number): number =>
  whole > 0 ? Math.round((part / whole) * 100) / 100 : 0;
