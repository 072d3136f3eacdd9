// Put in before any page: this person's camera is a plain colour, their microphone one steady tone.
// The test writes `IDENTITY = {tone, colour, width, height, fps}` in front.
(() => {
  window.drawn = 0;
  const picture = () => {
    const canvas = document.createElement("canvas");
    canvas.width = IDENTITY.width;
    canvas.height = IDENTITY.height;
    const pen = canvas.getContext("2d");
    let turn = 0;
    const draw = () => {
      pen.fillStyle = IDENTITY.colour;
      pen.fillRect(0, 0, canvas.width, canvas.height);
      // Encoders send nothing for a picture that never changes: one corner does.
      turn = (turn + 1) % 8;
      window.drawn += 1;
      pen.fillStyle = turn % 2 ? "#000" : "#fff";
      pen.fillRect(0, 0, 4, 4);
    };
    draw();
    setInterval(draw, 1000 / IDENTITY.fps);
    return canvas.captureStream(IDENTITY.fps).getVideoTracks()[0];
  };
  // One for whatever this page mixes or listens to: each costs a thread. Nothing is played here, so it may be late.
  window.mixer = new AudioContext({ latencyHint: "playback", sinkId: { type: "none" } });
  // A real microphone needs no tap to be heard by others.
  addEventListener("click", () => void window.mixer.resume(), true);
  const oscillator = window.mixer.createOscillator();
  oscillator.frequency.value = IDENTITY.tone;
  const loudness = window.mixer.createGain();
  loudness.gain.value = 0.3;
  oscillator.connect(loudness);
  oscillator.start();
  const sound = () => {
    const out = window.mixer.createMediaStreamDestination();
    loudness.connect(out);
    return out.stream.getAudioTracks()[0];
  };
  navigator.mediaDevices.getUserMedia = async (wanted) => {
    const tracks = [];
    if (wanted.audio) tracks.push(sound());
    if (wanted.video) tracks.push(picture());
    return new MediaStream(tracks);
  };
})();
