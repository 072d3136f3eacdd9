/**
 * One connection of one other person, `(person, n)`: makes the call, notices when it broke, and makes it anew.
 *
 * A broken call is never mended, a new one with a higher number takes its place: the other side may be a client that
 * knows no ICE restart, and a new one is as fast.
 */
import type { Candidate, Description } from "../generated/wire";
import { Call, type Kind, type Prepared, type Tracks } from "./call";
import type { Relayed } from "./socket";

export interface PeerEvents {
  say(type: "offer" | "answer", payload: Description): void;
  say(type: "candidate", payload: Candidate): void;
  say(type: "please_offer", payload: Record<string, never>): void;
  /** Sound and picture arrive, stop, or the state is another one. */
  changed(): void;
}

export interface PeerOptions {
  personId: string;
  n: number;
  iOffer: boolean;
  config(): RTCConfiguration;
  prepared(): Prepared;
  /** The next number of a call; grows over the whole page. */
  nextCall(): number;
  tracks(): Tracks;
  events: PeerEvents;
}

/** A call that has not connected by then will not. */
const CONNECTED_WITHIN_MS = 6_000;
/** Without an offer by then, ours or theirs was lost. */
const OFFERED_WITHIN_MS = 2_500;
/** A connection that says "disconnected" often comes back by itself; a changed network does not. */
const COMES_BACK_WITHIN_MS = 1_200;
/** Both waits double with each try that came to nothing: a computer that is too busy is not helped by more to do. */
const MOST_DOUBLINGS = 3;
const DEFAULT_VIDEO_BITS = 1_500_000;

export class Peer {
  readonly personId: string;
  readonly n: number;
  readonly iOffer: boolean;
  /** Their sound and picture. The stream stays the same, whatever call its tracks come from. */
  readonly stream = new MediaStream();
  readonly #options: PeerOptions;
  #call: Call | undefined;
  #alarm: ReturnType<typeof setTimeout> | undefined;
  #wasConnected = false;
  #tries = 0;
  #videoBits = DEFAULT_VIDEO_BITS;
  #isPictureOut = false;

  constructor(options: PeerOptions) {
    this.#options = options;
    this.personId = options.personId;
    this.n = options.n;
    this.iOffer = options.iOffer;
  }

  start(): void {
    if (this.iOffer) this.#offer();
    else this.#watch(this.#patience(OFFERED_WITHIN_MS));
  }

  /** `connecting` before the first time, `lost` after it. */
  get state(): "connecting" | "connected" | "lost" {
    if (this.#call?.pc.connectionState === "connected") return "connected";
    return this.#wasConnected ? "lost" : "connecting";
  }

  get call(): Call | undefined {
    return this.#call;
  }

  take(message: Relayed): void {
    switch (message.type) {
      case "please_offer":
        if (this.iOffer && !this.#isUnderWay) this.#offer();
        return;
      case "offer":
        if (!this.iOffer) this.#answer(message.payload);
        return;
      case "answer":
        if (this.iOffer && this.#is(message.payload)) this.#call?.takeAnswer(message.payload.sdp);
        return;
      case "candidate":
        if (this.#is(message.payload)) this.#call?.takeCandidate(message.payload);
    }
  }

  put(kind: Kind, track: MediaStreamTrack | null): void {
    this.#call?.put(kind, track);
  }

  limit(videoBits: number): void {
    if (videoBits === this.#videoBits) return;
    this.#videoBits = videoBits;
    this.#shape();
  }

  /** The line carries no picture beside the sound, or carries one again. */
  leavePictureOut(isOut: boolean): void {
    if (isOut === this.#isPictureOut) return;
    this.#isPictureOut = isOut;
    this.#shape();
    this.#options.events.changed();
  }

  get isPictureOut(): boolean {
    return this.#isPictureOut;
  }

  /** The network changed, or the room is back after a break: begin anew unless all is well. */
  revive(): void {
    if (this.state !== "connected" && !this.#isUnderWay) this.#renew();
  }

  close(): void {
    clearTimeout(this.#alarm);
    this.#call?.close();
    this.#call = undefined;
    for (const track of this.stream.getTracks()) this.stream.removeTrack(track);
  }

  #offer(): void {
    const prepared = this.#options.prepared();
    const call = this.#begin(this.#options.nextCall(), prepared);
    call.offer(this.#options.tracks(), prepared, (sdp) => {
      this.#options.events.say("offer", { call: call.number, sdp });
    });
  }

  #answer({ call: number, sdp }: Description): void {
    if (this.#call && number <= this.#call.number) return;
    const call = this.#begin(number);
    call.answerTo(sdp, this.#options.tracks(), (answer) => {
      this.#options.events.say("answer", { call: number, sdp: answer });
    });
  }

  #begin(number: number, prepared?: Prepared): Call {
    this.#call?.close();
    const call = new Call(number, this.#options.config(), prepared);
    this.#call = call;
    call.listen({
      candidate: (candidate) => this.#options.events.say("candidate", candidateOf(number, candidate)),
      track: (track) => this.#show(track),
      state: (state) => this.#follow(call, state),
    });
    this.#watch(this.#patience(CONNECTED_WITHIN_MS));
    return call;
  }

  #follow(call: Call, state: RTCPeerConnectionState): void {
    if (call !== this.#call) return;
    if (state === "connected") {
      clearTimeout(this.#alarm);
      this.#wasConnected = true;
      this.#tries = 0;
      this.#shape();
    } else if (state === "disconnected") {
      this.#watch(COMES_BACK_WITHIN_MS);
    } else if (state === "failed" || state === "closed") {
      this.#renew();
    }
    this.#options.events.changed();
  }

  #shape(): void {
    if (this.state === "connected") this.#call?.limit(this.#videoBits, !this.#isPictureOut);
  }

  #watch(ms: number): void {
    clearTimeout(this.#alarm);
    this.#alarm = setTimeout(() => this.#giveUp(), ms);
  }

  #patience(ms: number): number {
    return ms * 2 ** Math.min(this.#tries, MOST_DOUBLINGS);
  }

  #giveUp(): void {
    if (this.state === "connected") return;
    this.#tries += 1;
    this.#renew();
  }

  #renew(): void {
    if (this.iOffer) {
      this.#offer();
      return;
    }
    this.#options.events.say("please_offer", {});
    this.#watch(this.#patience(OFFERED_WITHIN_MS));
  }

  #show(track: MediaStreamTrack): void {
    for (const old of this.stream.getTracks()) {
      if (old.kind === track.kind && old !== track) this.stream.removeTrack(old);
    }
    this.stream.addTrack(track);
    this.#options.events.changed();
  }

  #is({ call }: { call: number }): boolean {
    return call === this.#call?.number;
  }

  /** A call that still may connect: whoever asks for a new one meanwhile has not heard of it yet. */
  get #isUnderWay(): boolean {
    const call = this.#call;
    if (!call || (call.pc.connectionState !== "new" && call.pc.connectionState !== "connecting"))
      return false;
    return Date.now() - call.startedAt < CONNECTED_WITHIN_MS;
  }
}

function candidateOf(call: number, candidate: RTCIceCandidate | null): Candidate {
  return {
    call,
    candidate: candidate?.candidate ?? "",
    sdpMid: candidate?.sdpMid ?? null,
    sdpMLineIndex: candidate?.sdpMLineIndex ?? null,
  };
}
