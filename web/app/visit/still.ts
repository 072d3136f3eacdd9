/** One still of the own picture, small enough to go with a knock. */

const WIDTH = 320;
/** The server takes 30 kB. */
const MOST_LETTERS = 40_000;
const QUALITIES = [0.7, 0.5, 0.3, 0.15];
const FIRST_FRAME_WITHIN_MS = 3_000;

/** A JPEG as a `data:` address; nothing where the camera gives no frame in time. */
export async function stillOf(stream: MediaStream): Promise<string | undefined> {
  const video = document.createElement("video");
  video.muted = true;
  video.playsInline = true;
  video.srcObject = stream;
  const frame = new Promise((seen) => video.requestVideoFrameCallback(() => seen(true)));
  const late = new Promise((seen) => setTimeout(() => seen(false), FIRST_FRAME_WITHIN_MS));
  await video.play();
  const isThere = await Promise.race([frame, late]);
  const still = isThere ? drawn(video) : undefined;
  video.srcObject = null;
  return still;
}

function drawn(video: HTMLVideoElement): string | undefined {
  const canvas = document.createElement("canvas");
  canvas.width = WIDTH;
  canvas.height = Math.round((WIDTH * video.videoHeight) / video.videoWidth);
  canvas.getContext("2d")?.drawImage(video, 0, 0, canvas.width, canvas.height);
  const tries = QUALITIES.map((quality) => canvas.toDataURL("image/jpeg", quality));
  return tries.find(({ length }) => length <= MOST_LETTERS);
}

/** What is sent: the letters after the comma. */
export const lettersOf = (still: string): string => still.slice(still.indexOf(",") + 1);
