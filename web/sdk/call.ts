/**
 * One RTCPeerConnection and the one ordered chain of everything done to it.
 *
 * An await on a closed RTCPeerConnection never settles, so the chain belongs to the connection and is dropped with it.
 */
import type { Candidate } from "../generated/wire";

/** Our own sound and picture; null where there is none. */
export interface Tracks {
  audio: MediaStreamTrack | null;
  video: MediaStreamTrack | null;
}

export type Kind = keyof Tracks;
export const KINDS: readonly Kind[] = ["audio", "video"];

export interface CallEvents {
  candidate(candidate: RTCIceCandidate | null): void;
  track(track: MediaStreamTrack): void;
  state(state: RTCPeerConnectionState): void;
}

/** Sound and picture of one person leave as one stream, so that the other side keeps lips and voice together. */
const ownStream = typeof MediaStream === "undefined" ? undefined : new MediaStream();

export class Call {
  readonly pc: RTCPeerConnection;
  readonly startedAt = Date.now();
  readonly #senders = new Map<Kind, RTCRtpSender>();
  #chain: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(
    readonly number: number,
    config: RTCConfiguration,
    prepared?: Prepared,
  ) {
    this.pc = prepared?.pc ?? new RTCPeerConnection(config);
    if (prepared) for (const kind of KINDS) this.#senders.set(kind, prepared.senders[kind]);
  }

  listen(events: CallEvents): void {
    this.pc.onicecandidate = ({ candidate }) => events.candidate(candidate);
    this.pc.ontrack = ({ track }) => events.track(track);
    this.pc.onconnectionstatechange = () => events.state(this.pc.connectionState);
  }

  /** Make an offer, hand its SDP out before the browser has settled on it, and begin to gather. */
  offer(tracks: Tracks, prepared: Prepared, send: (sdp: string) => void): void {
    this.#next(async () => {
      const offer = await prepared.offer;
      const local = this.pc.setLocalDescription(offer);
      send(offer.sdp ?? "");
      await Promise.all([local, ...KINDS.map((kind) => this.#put(kind, tracks[kind]))]);
    });
  }

  answerTo(sdp: string, tracks: Tracks, send: (sdp: string) => void): void {
    this.#next(async () => {
      await this.pc.setRemoteDescription({ type: "offer", sdp });
      this.#adoptSenders();
      const puts = KINDS.map((kind) => this.#put(kind, tracks[kind]));
      const answer = await this.pc.createAnswer();
      const local = this.pc.setLocalDescription(answer);
      send(answer.sdp ?? "");
      await Promise.all([local, ...puts]);
    });
  }

  takeAnswer(sdp: string): void {
    this.#next(() => this.pc.setRemoteDescription({ type: "answer", sdp }));
  }

  takeCandidate({ candidate, sdpMid, sdpMLineIndex }: Candidate): void {
    const init = { candidate, sdpMid: sdpMid ?? null, sdpMLineIndex: sdpMLineIndex ?? null };
    // A candidate that this browser cannot read takes nothing from the others.
    this.#next(() => this.pc.addIceCandidate(init).catch(() => undefined));
  }

  put(kind: Kind, track: MediaStreamTrack | null): void {
    this.#next(() => this.#put(kind, track));
  }

  /** Most bits a second for our picture, or none of it; and sound before picture on a narrow line. */
  limit(videoBitsPerSecond: number, withPicture: boolean): void {
    this.#next(async () => {
      await this.#shape("video", { maxBitrate: videoBitsPerSecond, active: withPicture });
      await this.#shape("audio", { priority: "high", networkPriority: "high" });
    });
  }

  sender(kind: Kind): RTCRtpSender | undefined {
    return this.#senders.get(kind);
  }

  close(): void {
    this.#closed = true;
    this.pc.onicecandidate = null;
    this.pc.ontrack = null;
    this.pc.onconnectionstatechange = null;
    this.pc.close();
  }

  /** A step that fails ends nothing: whoever watches the connection finds it not connected, and makes a new one. */
  #next(step: () => Promise<void>): void {
    this.#chain = this.#chain.then(() => (this.#closed ? undefined : step())).catch(() => undefined);
  }

  #adoptSenders(): void {
    for (const transceiver of this.pc.getTransceivers()) {
      const kind = transceiver.receiver.track.kind as Kind;
      if (this.#senders.has(kind)) continue;
      transceiver.direction = "sendrecv";
      if (ownStream) transceiver.sender.setStreams?.(ownStream);
      this.#senders.set(kind, transceiver.sender);
    }
  }

  async #put(kind: Kind, track: MediaStreamTrack | null): Promise<void> {
    const sender = this.#senders.get(kind);
    if (sender && sender.track !== track) await sender.replaceTrack(track);
  }

  async #shape(kind: Kind, wish: RTCRtpEncodingParameters): Promise<void> {
    const sender = this.#senders.get(kind);
    const parameters = sender?.getParameters();
    const encoding = parameters?.encodings[0];
    if (!sender || !parameters || !encoding) return;
    Object.assign(encoding, wish);
    await sender.setParameters(parameters);
  }
}

/** A connection with its offer made ahead of need: 20 ms less between "let in" and the first picture. */
export interface Prepared {
  pc: RTCPeerConnection;
  senders: Record<Kind, RTCRtpSender>;
  offer: Promise<RTCSessionDescriptionInit>;
}

export function prepare(config: RTCConfiguration): Prepared {
  const pc = new RTCPeerConnection(config);
  const init: RTCRtpTransceiverInit = { direction: "sendrecv", streams: ownStream ? [ownStream] : [] };
  const [audio, video] = KINDS.map((kind) => pc.addTransceiver(kind, init).sender);
  if (!audio || !video) throw new Error("addTransceiver gave no sender");
  return { pc, senders: { audio, video }, offer: pc.createOffer() };
}
