// Put in before any page of the product: when the last tap was, when each step towards the first picture of somebody else
// was first taken, and when that picture was shown.
(() => {
  const now = () => performance.timeOrigin + performance.now();
  const seen = { opened: performance.timeOrigin, tap: null, frame: null, steps: {} };
  const step = (name) => (seen.steps[name] ??= now());

  const ask = window.fetch;
  window.fetch = async (...request) => {
    step("the page's scripts run");
    const answer = await ask(...request);
    if (String(request[0]?.url ?? request[0]).endsWith("/grant")) step("may open a socket");
    return answer;
  };
  window.WebSocket = class extends WebSocket {
    constructor(...address) {
      super(...address);
      this.addEventListener("open", () => step("socket open"));
      this.addEventListener("message", ({ data }) => {
        const [, type] = /^\{"type":"(\w+)"/.exec(data) ?? [];
        if (type === "welcome") step("in the room");
        if (type === "offer" || type === "answer") step("the other's description here");
      });
    }
  };
  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(...config) {
      super(...config);
      this.addEventListener("connectionstatechange", () => this.connectionState === "connected" && step("connected"));
    }
  };

  const watched = new WeakSet();
  const watch = (video) => {
    if (watched.has(video)) return;
    watched.add(video);
    const shown = () => {
      // One's own picture is muted, and is no news.
      if (video.muted || !video.srcObject) video.requestVideoFrameCallback(shown);
      else seen.frame ??= now();
    };
    video.requestVideoFrameCallback(shown);
  };
  const look = () => document.querySelectorAll("figure[data-person] video").forEach(watch);
  new MutationObserver(look).observe(document, { subtree: true, childList: true });
  addEventListener(
    "click",
    () => {
      seen.tap = now();
      seen.steps = {};
    },
    true,
  );
  window.firstFrame = seen;
})();
