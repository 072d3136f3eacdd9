/** The live side of a page: socket, room, calls, own sound and picture, held together for visit and staff pages alike. */
import type { Room, You } from "../generated/wire";
import {
  Chat,
  type DeviceState,
  type Heard,
  type Hint,
  LocalMedia,
  Mesh,
  Meter,
  Reception,
  Socket,
  type SocketState,
  UNHEARD,
} from "../sdk";
import { type ChatState, Reading } from "./chat";

/** What session answers to whoever may open a socket. */
export interface Grant {
  grant: string;
}

/** Everything of it that a screen may show, at one moment. */
export interface LiveState {
  socket: SocketState | undefined;
  you: You | undefined;
  room: Room | undefined;
  peers: ReadonlyMap<string, PeerState>;
  media: MediaState | undefined;
  chat: ChatState;
  /** What the computer says of its network. */
  online: boolean;
}

export interface PeerState {
  state: "connecting" | "connected" | "lost";
  stream: MediaStream;
  heard: Heard;
  /** Their line is too weak for our picture: they get the sound alone. */
  isOurPictureOut: boolean;
}

export interface MediaState {
  microphone: DeviceState;
  camera: DeviceState;
  muted: boolean;
  stream: MediaStream;
  /** 0 to 100. */
  level: number;
  /** Speaks, whether muted or not. */
  speaking: boolean;
}

export interface LiveOptions {
  /** Path of the socket, such as `/staff/ws`. */
  path: string;
  grant(): Promise<string>;
  hint(hint: Hint): void;
  /** A new connection, not a resumed one: whatever was missed is not told again. */
  fresh(): void;
  ended(state: SocketState): void;
  changed(): void;
}

/** Louder than a room, quieter than a voice. */
const VOICE_LEVEL = 45;
const VOICE_HOLD_MS = 900;

export class Live {
  readonly #options: LiveOptions;
  #socket: Socket | undefined;
  #mesh: Mesh | undefined;
  #chat: Chat | undefined;
  readonly #reading = new Reading(storage());
  #reception: Reception | undefined;
  #media: LocalMedia | undefined;
  #meter: Meter | undefined;
  #meterWanted = false;
  #isEntered = false;
  #level = 0;
  #spokeAt = 0;
  #you: You | undefined;
  #room: Room | undefined;

  constructor(options: LiveOptions) {
    this.#options = options;
    addEventListener("online", options.changed);
    addEventListener("offline", options.changed);
  }

  get state(): LiveState {
    return {
      socket: this.#socket?.state,
      you: this.#you,
      room: this.#room,
      peers: this.#peers(),
      media: this.#mediaState(),
      chat: this.#reading.stateOf(this.#chat),
      online: navigator.onLine,
    };
  }

  /** Ask for microphone and camera, once. */
  async openMedia(wish: { camera: boolean } = { camera: true }): Promise<void> {
    this.#media ??= new LocalMedia({
      track: (kind, track) => {
        this.#mesh?.put(kind, track);
        if (kind === "audio") this.#listen();
        this.#tellMedia();
      },
      changed: () => {
        this.#tellMedia();
        this.#options.changed();
      },
    });
    await this.#media.open(wish);
  }

  /** What is said here is said in the present visit; outside of one there is none. */
  get chat(): Chat | undefined {
    return this.#chat;
  }

  /** The messages are before somebody's eyes now, or not any more. */
  showChat(isShown: boolean): void {
    this.#reading.show(isShown);
    this.#options.changed();
  }

  get media(): LocalMedia | undefined {
    return this.#media;
  }

  /** Show how loud the own voice is. */
  listen(): void {
    this.#meterWanted = true;
    this.#listen();
  }

  closeMedia(): void {
    this.#meter?.close();
    this.#meter = undefined;
    this.#media?.close();
    this.#media = undefined;
  }

  /** Open the socket; from now on the server holds this page for present. */
  connect(): void {
    if (this.#socket && this.#socket.state.kind !== "ended") return;
    this.#disconnect();
    const chat = new Chat({
      say: (type, payload, recipient) => socket.say(type, payload, recipient),
      changed: this.#options.changed,
    });
    const socket = new Socket({
      url: socketAddress(this.#options.path),
      grant: () => this.#options.grant(),
      ...this.#mediaOn(),
      events: {
        state: (state) => this.#follow(socket, state),
        welcome: (welcome) => {
          this.#you = welcome.you;
          this.#mesh?.welcome(welcome);
          if (!welcome.resumed) this.#options.fresh();
        },
        room: (room) => {
          this.#room = room;
          this.#reading.of(room.visit_id);
          this.#mesh?.room(room);
          this.#options.changed();
        },
        hint: (hint) => this.#options.hint(hint),
        relayed: (message) => this.#mesh?.relayed(message),
        chat,
      },
    });
    this.#socket = socket;
    this.#chat = chat;
    this.#join(socket);
    socket.open();
  }

  /** Into the call: sound and picture may go. Before it nothing of ours leaves this page. */
  enter(): void {
    this.#isEntered = true;
    this.#mesh?.enter();
  }

  /** Out of the call; the socket stays, to hear whether it goes on. */
  stepOut(): void {
    this.#isEntered = false;
    this.#mesh?.stepOut();
  }

  /** Make the first offer ahead of need. */
  prepare(): void {
    this.#mesh?.prepare();
  }

  leave(): void {
    this.#isEntered = false;
    this.#socket?.leave();
    this.#disconnect();
  }

  #join(socket: Socket): void {
    const say: Socket["say"] = (type, payload, recipient) => socket.say(type, payload, recipient);
    this.#mesh = new Mesh({ say, changed: this.#options.changed });
    this.#reception = new Reception({ mesh: this.#mesh, say, changed: this.#options.changed });
    for (const track of this.#media?.stream.getTracks() ?? []) {
      this.#mesh.put(track.kind as "audio" | "video", track);
    }
    if (this.#isEntered) this.#mesh.enter();
  }

  #follow(socket: Socket, state: SocketState): void {
    if (socket !== this.#socket) return;
    if (state.kind === "ended") {
      this.#disconnect();
      this.#options.ended(state);
    }
    this.#options.changed();
  }

  #disconnect(): void {
    this.#reception?.close();
    this.#mesh?.close();
    this.#mesh = undefined;
    this.#chat?.close();
    this.#chat = undefined;
    this.#room = undefined;
    this.#you = undefined;
  }

  #mediaOn(): { microphone: boolean; camera: boolean } {
    const media = this.#media;
    if (!media) return { microphone: true, camera: true };
    return {
      microphone: media.microphone === "on" && !media.muted,
      camera: media.camera === "on",
    };
  }

  #tellMedia(): void {
    if (this.#media?.microphone !== "asking") this.#socket?.media(this.#mediaOn());
  }

  #listen(): void {
    this.#meter?.close();
    this.#meter = undefined;
    const track = this.#media?.audioTrack;
    if (track && this.#meterWanted) this.#meter = new Meter(track, (level) => this.#heardMyself(level));
  }

  #heardMyself(level: number): void {
    const spoke = this.#isSpeaking;
    this.#level = level;
    if (level > VOICE_LEVEL) this.#spokeAt = Date.now();
    if (!this.#room || spoke !== this.#isSpeaking) this.#options.changed();
  }

  get #isSpeaking(): boolean {
    return Date.now() - this.#spokeAt < VOICE_HOLD_MS;
  }

  #peers(): ReadonlyMap<string, PeerState> {
    const peers = new Map<string, PeerState>();
    for (const [id, { state, stream, isPictureOut }] of this.#mesh?.peers ?? []) {
      const heard = this.#reception?.of(id) ?? UNHEARD;
      peers.set(id, { state, stream, heard, isOurPictureOut: isPictureOut });
    }
    return peers;
  }

  #mediaState(): MediaState | undefined {
    const media = this.#media;
    return (
      media && {
        microphone: media.microphone,
        camera: media.camera,
        muted: media.muted,
        stream: media.stream,
        level: this.#level,
        speaking: this.#isSpeaking,
      }
    );
  }
}

function socketAddress(path: string): string {
  const address = new URL(path, location.href);
  address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
  address.hash = "";
  address.search = "";
  return address.href;
}

/** What this tab keeps, where the browser lets it. */
function storage(): Storage | undefined {
  try {
    return sessionStorage;
  } catch {
    return undefined;
  }
}
