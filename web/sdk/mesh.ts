/** Direct connections to everybody of the room with whom sound and picture flow: no more, no fewer. */
import type { IceServer, Room, Welcome, You } from "../generated/wire";
import { type Kind, type Prepared, prepare, type Tracks } from "./call";
import { Peer } from "./peer";
import { type Counterpart, counterparts } from "./room";
import type { Relayed, Socket } from "./socket";

export interface MeshOptions {
  say: Socket["say"];
  /** Somebody's stream or state is another one: read `peers` anew. */
  changed(): void;
}

/** What our picture may take of the line, by how many people receive it from here. */
const VIDEO_BITS = [1_500_000, 1_500_000, 700_000, 450_000, 300_000] as const;
/** An offer and its candidates, from everybody of a full room. */
const MOST_EARLY = 256;

export class Mesh {
  readonly #options: MeshOptions;
  readonly #peers = new Map<string, Peer>();
  readonly #tracks: Tracks = { audio: null, video: null };
  #config: RTCConfiguration = { bundlePolicy: "max-bundle" };
  #you: You | undefined;
  #room: Room | undefined;
  #prepared: Prepared | undefined;
  #early: Relayed[] = [];
  #calls = 0;
  #isEntered = false;
  /** With whom sound and picture flow, as last said to the server. */
  #confirmed: string | undefined;

  constructor(options: MeshOptions) {
    this.#options = options;
    addEventListener("online", this.#revive);
  }

  get peers(): ReadonlyMap<string, Peer> {
    return this.#peers;
  }

  /** Begin to send and receive. Before it nothing of ours leaves this page, whatever the room allows. */
  enter(): void {
    this.#isEntered = true;
    if (this.#room) this.room(this.#room);
  }

  /** Out of the call, while the socket stays: nothing of ours leaves this page any more. */
  stepOut(): void {
    this.#isEntered = false;
    if (this.#room) this.room(this.#room);
  }

  /** Make the next offer ahead of need: while waiting to be let in. */
  prepare(): void {
    this.#prepared ??= prepare(this.#config);
  }

  welcome({ you, ice_servers }: Welcome): void {
    // A new number is a new connection: the others have dropped theirs to the old one.
    if (this.#you?.n !== you.n) this.#closeAll();
    this.#you = you;
    this.#early = [];
    this.#confirmed = undefined;
    if (ice_servers) this.#config = { ...this.#config, iceServers: ice_servers.map(iceServer) };
    this.#prepared?.pc.setConfiguration(this.#config);
    this.#revive();
  }

  room(room: Room): void {
    if (!this.#you) return;
    this.#room = room;
    const allowed = counterparts(room, this.#you);
    const flowing = this.#isEntered ? allowed : [];
    const wanted = new Map(flowing.map((one) => [one.personId, one]));
    for (const peer of this.#peers.values()) {
      if (wanted.get(peer.personId)?.n !== peer.n) this.#close(peer);
    }
    this.#confirm(room.number, allowed);
    for (const one of wanted.values()) {
      if (!this.#peers.has(one.personId)) this.#open(one.personId, one.n, one.iOffer);
    }
    this.#shareOut();
    this.#options.changed();
  }

  /** Others are told that a moment is private only when each page has said that it closed what may no longer flow. */
  #confirm(number: number, allowed: Counterpart[]): void {
    const flows = JSON.stringify(allowed.map(({ personId, n }) => [personId, n]));
    if (flows === this.#confirmed) return;
    this.#confirmed = flows;
    this.#options.say("media_closed", { number });
  }

  /** Messages of a connection that is not open yet wait for it: an offer made before "Go in" is answered at once then. */
  relayed(message: Relayed): void {
    const peer = this.#peers.get(message.from);
    if (peer?.n === message.n) peer.take(message);
    else if (!peer || message.n > peer.n) this.#keep(message);
  }

  /** Our own sound or picture is another track from now on, for everybody. No negotiation. */
  put(kind: Kind, track: MediaStreamTrack | null): void {
    this.#tracks[kind] = track;
    for (const peer of this.#peers.values()) peer.put(kind, track);
  }

  close(): void {
    removeEventListener("online", this.#revive);
    this.#closeAll();
    this.#prepared?.pc.close();
    this.#prepared = undefined;
  }

  /** A new offer makes whatever its sender said before worthless. */
  #keep(message: Relayed): void {
    const kept =
      message.type === "offer" ? this.#early.filter(({ from }) => from !== message.from) : this.#early;
    this.#early = [...kept, message].slice(-MOST_EARLY);
  }

  #open(personId: string, n: number, iOffer: boolean): void {
    const peer = new Peer({
      personId,
      n,
      iOffer,
      config: () => this.#config,
      prepared: () => this.#takePrepared(),
      nextCall: () => ++this.#calls,
      tracks: () => ({ ...this.#tracks }),
      events: {
        say: (type, payload) => this.#options.say(type, payload, { to: personId, n }),
        changed: () => this.#options.changed(),
      },
    });
    this.#peers.set(personId, peer);
    peer.start();
    const early = this.#early.filter((message) => message.from === personId);
    this.#early = this.#early.filter((message) => message.from !== personId);
    for (const message of early) if (message.n === n) peer.take(message);
  }

  #takePrepared(): Prepared {
    const prepared = this.#prepared ?? prepare(this.#config);
    this.#prepared = undefined;
    return prepared;
  }

  #close(peer: Peer): void {
    peer.close();
    this.#peers.delete(peer.personId);
  }

  #closeAll(): void {
    for (const peer of this.#peers.values()) this.#close(peer);
    this.#room = undefined;
  }

  #shareOut(): void {
    const bits = VIDEO_BITS[Math.min(this.#peers.size, VIDEO_BITS.length - 1)] ?? VIDEO_BITS[0];
    for (const peer of this.#peers.values()) peer.limit(bits);
  }

  #revive = (): void => {
    if (this.#room) for (const peer of this.#peers.values()) peer.revive();
  };
}

const iceServer = ({ urls, username, credential }: IceServer): RTCIceServer => ({
  urls,
  ...(username ? { username } : {}),
  ...(credential ? { credential } : {}),
});
