/** The page's own ear and bell: how loud the microphone is, and tones made here, so that nothing is loaded. */

/** Loudness of one microphone track, 0 to 100. Listens to a copy, so that a muted person who speaks is noticed. */
export class Meter {
  readonly #copy: MediaStreamTrack;
  readonly #analyser: AnalyserNode;
  readonly #samples: Float32Array<ArrayBuffer>;
  readonly #timer: ReturnType<typeof setInterval>;

  constructor(track: MediaStreamTrack, heard: (level: number) => void) {
    const context = wake();
    this.#copy = track.clone();
    this.#copy.enabled = true;
    this.#analyser = context.createAnalyser();
    this.#analyser.fftSize = 1_024;
    this.#samples = new Float32Array(this.#analyser.fftSize);
    context.createMediaStreamSource(new MediaStream([this.#copy])).connect(this.#analyser);
    this.#timer = setInterval(() => heard(this.#level()), LISTEN_EVERY_MS);
  }

  close(): void {
    clearInterval(this.#timer);
    this.#analyser.disconnect();
    this.#copy.stop();
    rest();
  }

  #level(): number {
    this.#analyser.getFloatTimeDomainData(this.#samples);
    return loudness(this.#samples);
  }
}

const LISTEN_EVERY_MS = 120;
/** A silent room, and a voice close to the microphone, in dB below full scale. */
const QUIETEST_DB = -55;
const LOUDEST_DB = -12;

/** From samples of -1 to 1 to 0 to 100, even to the ear. */
export function loudness(samples: Float32Array): number {
  const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
  const db = 10 * Math.log10(power + 1e-12);
  return Math.round(Math.min(1, Math.max(0, (db - QUIETEST_DB) / (LOUDEST_DB - QUIETEST_DB))) * 100);
}

let shared: AudioContext | undefined;
let users = 0;

/** One for the page: browsers give few. Asleep until the person's first tap, and while nobody uses it, for the battery. */
function wake(): AudioContext {
  shared ??= new AudioContext();
  users += 1;
  // Also while it runs: it may just have been told to rest.
  void shared.resume().catch(() => undefined);
  return shared;
}

/** One user less. */
function rest(): void {
  users -= 1;
  if (users === 0) void shared?.suspend().catch(() => undefined);
}

/** A bell: "Did you hear a bell?" */
export const ringBell = (): void =>
  chime([
    [880, 0, 1.4],
    [1_760, 0, 0.9],
  ]);

/** Two notes upwards: you can go in. */
export const playReady = (): void =>
  chime([
    [659, 0, 0.5],
    [880, 0.22, 0.9],
  ]);

/** One soft note: somebody is at the door. */
export const playKnock = (): void =>
  chime([
    [523, 0, 0.3],
    [523, 0.28, 0.4],
  ]);

type Note = [hertz: number, after: number, seconds: number];

function chime(notes: Note[]): void {
  const context = wake();
  let ringing = notes.length;
  for (const [hertz, after, seconds] of notes) {
    const begin = context.currentTime + after;
    const volume = context.createGain();
    volume.gain.setValueAtTime(0, begin);
    volume.gain.linearRampToValueAtTime(0.25, begin + 0.015);
    volume.gain.exponentialRampToValueAtTime(0.001, begin + seconds);
    volume.connect(context.destination);
    const tone = new OscillatorNode(context, { frequency: hertz });
    tone.connect(volume);
    tone.start(begin);
    tone.stop(begin + seconds);
    tone.onended = () => {
      ringing -= 1;
      if (ringing === 0) rest();
    };
  }
}
