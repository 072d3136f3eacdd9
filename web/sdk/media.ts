/**
 * This computer's own sound and picture: asked for once, with whatever of it there is, and switched without a new call.
 *
 * A camera that is refused, missing or taken never stands in the way of the sound.
 */

export type DeviceState =
  /** Not asked for yet, or the person is looking at the browser's question. */
  | "asking"
  | "on"
  /** Switched off by the person; the device is released. */
  | "off"
  | "refused"
  | "missing"
  /** Another program holds it. */
  | "busy";

export interface LocalMediaEvents {
  /** A track came, went or is another one; null for none. */
  track(kind: "audio" | "video", track: MediaStreamTrack | null): void;
  changed(): void;
}

const SOUND: MediaTrackConstraints = {
  echoCancellation: true,
  noiseSuppression: true,
  autoGainControl: true,
};
const PICTURE: MediaTrackConstraints = {
  width: { ideal: 1280 },
  height: { ideal: 720 },
  frameRate: { ideal: 30, max: 30 },
};

export class LocalMedia {
  readonly #events: LocalMediaEvents;
  /** What the person sees of themself. The stream stays the same, whatever tracks it has. */
  readonly stream = new MediaStream();
  #audio: DeviceState = "asking";
  #video: DeviceState = "asking";
  #muted = false;
  #facing: "user" | "environment" = "user";
  #opening: Promise<void> | undefined;
  #closed = false;

  constructor(events: LocalMediaEvents) {
    this.#events = events;
    navigator.mediaDevices?.addEventListener("devicechange", this.#devicesChanged);
  }

  get microphone(): DeviceState {
    return this.#audio;
  }

  get camera(): DeviceState {
    return this.#video;
  }

  get muted(): boolean {
    return this.#muted;
  }

  get audioTrack(): MediaStreamTrack | undefined {
    return this.stream.getAudioTracks()[0];
  }

  /** Ask for both at once, so that the person answers one question. Never throws; the states say what came of it. */
  open(wish: { camera: boolean } = { camera: true }): Promise<void> {
    this.#opening ??= this.#open(wish.camera).finally(() => {
      this.#opening = undefined;
    });
    return this.#opening;
  }

  /** What was refused or missing, once more: the person says that it is allowed now. */
  async again(): Promise<void> {
    await this.#opening;
    if (this.#audio !== "on") await this.#openOne("audio");
    if (this.#video !== "on" && this.#video !== "off") await this.#openOne("video");
  }

  mute(muted: boolean): void {
    this.#muted = muted;
    if (this.audioTrack) this.audioTrack.enabled = !muted;
    this.#events.changed();
  }

  /** Off releases the camera, so that its light goes out. */
  async setCamera(on: boolean): Promise<void> {
    if (on) {
      await this.#openOne("video");
      return;
    }
    this.#drop("video");
    this.#video = "off";
    this.#events.changed();
  }

  /** The camera on the other side of a phone. */
  async turnCamera(): Promise<void> {
    this.#facing = this.#facing === "user" ? "environment" : "user";
    this.#drop("video");
    await this.#openOne("video");
  }

  close(): void {
    this.#closed = true;
    navigator.mediaDevices?.removeEventListener("devicechange", this.#devicesChanged);
    this.#drop("audio");
    this.#drop("video");
  }

  async #open(camera: boolean): Promise<void> {
    if (!navigator.mediaDevices) {
      this.#set("audio", "missing");
      this.#set("video", "missing");
      return;
    }
    if (!camera) {
      this.#set("video", "off");
      await this.#openOne("audio");
      return;
    }
    try {
      const both = await navigator.mediaDevices.getUserMedia({ audio: SOUND, video: this.#picture() });
      this.#take(both);
    } catch {
      // One of the two stands in the way; which one shows when each is asked for alone.
      await this.#openOne("audio");
      await this.#openOne("video");
    }
  }

  async #openOne(kind: "audio" | "video"): Promise<void> {
    const wish = kind === "audio" ? { audio: SOUND } : { video: this.#picture() };
    try {
      this.#take(await navigator.mediaDevices.getUserMedia(wish));
    } catch (reason) {
      this.#set(kind, stateAfter(reason));
    }
  }

  #picture(): MediaTrackConstraints {
    return { ...PICTURE, facingMode: this.#facing };
  }

  #take(fresh: MediaStream): void {
    for (const track of fresh.getTracks()) {
      if (this.#closed) {
        track.stop();
        continue;
      }
      const kind = track.kind as "audio" | "video";
      this.#drop(kind, track);
      if (kind === "audio") track.enabled = !this.#muted;
      track.onended = () => this.#ended(kind, track);
      this.stream.addTrack(track);
      this.#set(kind, "on");
      this.#events.track(kind, track);
    }
  }

  #drop(kind: "audio" | "video", successor?: MediaStreamTrack): void {
    for (const track of this.stream.getTracks()) {
      if (track.kind !== kind || track === successor) continue;
      track.onended = null;
      track.stop();
      this.stream.removeTrack(track);
      if (!successor) this.#events.track(kind, null);
    }
  }

  /** The device was pulled out, or a phone took it away while locked. */
  #ended(kind: "audio" | "video", track: MediaStreamTrack): void {
    if (!this.stream.getTracks().includes(track)) return;
    this.#drop(kind);
    this.#set(kind, "missing");
    if (!document.hidden) void this.#openOne(kind);
    else document.addEventListener("visibilitychange", () => void this.#openOne(kind), { once: true });
  }

  #devicesChanged = (): void => {
    if (this.#audio === "missing") void this.#openOne("audio");
    if (this.#video === "missing") void this.#openOne("video");
  };

  #set(kind: "audio" | "video", state: DeviceState): void {
    if (kind === "audio") this.#audio = state;
    else this.#video = state;
    this.#events.changed();
  }
}

/** W3C Media Capture and Streams, getUserMedia: what each rejection means to the person. */
export function stateAfter(reason: unknown): DeviceState {
  const name = reason instanceof Error || reason instanceof DOMException ? reason.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "refused";
  if (name === "NotReadableError" || name === "AbortError") return "busy";
  return "missing";
}
