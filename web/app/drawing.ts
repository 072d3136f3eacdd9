/** The drawn picture and tone themselves, put in place by being loaded. */

const WIDTH = 640;
const HEIGHT = 360;
const FRAMES = 15;
const MURMUR_HERTZ = [196, 247, 294, 330];

/** From now on this page's camera is a drawing. */
function installDrawing(): void {
  if (!navigator.mediaDevices) return;
  navigator.mediaDevices.getUserMedia = async ({ audio, video } = {}) =>
    new MediaStream([...(audio ? [murmur()] : []), ...(video ? [drawing()] : [])]);
}

function murmur(): MediaStreamTrack {
  const context = new AudioContext();
  const out = context.createMediaStreamDestination();
  const voice = new GainNode(context, { gain: 0.06 });
  const hertz = MURMUR_HERTZ[Math.floor(Math.random() * MURMUR_HERTZ.length)] ?? 220;
  const tone = new OscillatorNode(context, { frequency: hertz });
  const breath = new OscillatorNode(context, { frequency: 0.7 });
  const depth = new GainNode(context, { gain: 0.05 });
  breath.connect(depth).connect(voice.gain);
  tone.connect(voice).connect(out);
  tone.start();
  breath.start();
  return trackOf(out.stream.getAudioTracks());
}

function drawing(): MediaStreamTrack {
  const canvas = document.createElement("canvas");
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const brush = canvas.getContext("2d");
  const hue = Math.floor(Math.random() * 360);
  const draw = () => brush && paint(brush, hue, performance.now() / 1_000);
  draw();
  setInterval(draw, 1_000 / FRAMES);
  return trackOf(canvas.captureStream(FRAMES).getVideoTracks());
}

/** A head and shoulders in a seat, breathing. */
function paint(brush: CanvasRenderingContext2D, hue: number, seconds: number): void {
  const sway = Math.sin(seconds * 1.3) * 8;
  brush.fillStyle = `hsl(${hue} 30% 78%)`;
  brush.fillRect(0, 0, WIDTH, HEIGHT);
  brush.fillStyle = `hsl(${hue} 35% 38%)`;
  brush.beginPath();
  brush.ellipse(WIDTH / 2 + sway, HEIGHT + 30, 150, 150, 0, 0, Math.PI * 2);
  brush.fill();
  brush.fillStyle = "#e8c9a8";
  brush.beginPath();
  brush.ellipse(WIDTH / 2 + sway, HEIGHT * 0.45, 62, 76, 0, 0, Math.PI * 2);
  brush.fill();
  brush.fillStyle = "#14292e";
  for (const eye of [-22, 22]) {
    brush.beginPath();
    brush.arc(WIDTH / 2 + sway + eye, HEIGHT * 0.42, 6, 0, Math.PI * 2);
    brush.fill();
  }
}

function trackOf(tracks: MediaStreamTrack[]): MediaStreamTrack {
  const [track] = tracks;
  if (!track) throw new DOMException("nothing drawn", "NotFoundError");
  return track;
}

installDrawing();
