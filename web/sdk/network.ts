/** Whether this line carries a talk: measured in two seconds with what the page has anyway, a guess on the honest side. */

export type Line = "video" | "sound" | "weak";

export interface Sample {
  /** Round trip of the smallest request, milliseconds. */
  roundTripMs: number;
  /** Bytes a second of the largest one. */
  bytesPerSecond: number;
}

/** Round trips beyond these make people talk over each other (ITU-T G.114: 400 ms one way is the end). */
const VIDEO_ROUND_TRIP_MS = 400;
const SOUND_ROUND_TRIP_MS = 900;
/** One picture and one voice down, 300 and 40 kbit/s, with as much in reserve. */
const VIDEO_BYTES = 75_000;
const SOUND_BYTES = 10_000;

export function judge({ roundTripMs, bytesPerSecond }: Sample): Line {
  if (roundTripMs <= VIDEO_ROUND_TRIP_MS && bytesPerSecond >= VIDEO_BYTES) return "video";
  if (roundTripMs <= SOUND_ROUND_TRIP_MS && bytesPerSecond >= SOUND_BYTES) return "sound";
  return "weak";
}

const ROUND_TRIPS = 3;
const MEASURE_WITHIN_MS = 6_000;

/**
 * Measure the way to our own origin.
 *
 * @param small address of a tiny file; @param large address of a file of some ten kilobytes.
 */
export async function measure(small: string, large: string): Promise<Line> {
  const signal = AbortSignal.timeout(MEASURE_WITHIN_MS);
  try {
    const trips: number[] = [];
    for (let trip = 0; trip < ROUND_TRIPS; trip += 1) trips.push((await timed(small, signal)).ms);
    const roundTripMs = Math.min(...trips);
    const { ms, bytes } = await timed(large, signal);
    // The first byte takes a round trip, whatever the line is.
    const bytesPerSecond = (bytes * 1_000) / Math.max(1, ms - roundTripMs);
    return judge({ roundTripMs, bytesPerSecond });
  } catch {
    return "weak";
  }
}

async function timed(address: string, signal: AbortSignal): Promise<{ ms: number; bytes: number }> {
  const begin = performance.now();
  const response = await fetch(address, { cache: "no-store", signal });
  const { byteLength } = await response.arrayBuffer();
  return { ms: performance.now() - begin, bytes: byteLength };
}
