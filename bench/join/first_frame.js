// Put in before any page of the product: when the last tap was, and when the first picture of somebody else was shown.
(() => {
  const now = () => performance.timeOrigin + performance.now();
  const seen = { opened: performance.timeOrigin, tap: null, frame: null };
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
  addEventListener("click", () => (seen.tap = now()), true);
  window.firstFrame = seen;
})();
