/** Keep the screen lit during a call. Browsers let go of it whenever the page is hidden. */
export function stayAwake(): () => void {
  let lock: WakeLockSentinel | undefined;
  let wanted = true;
  const ask = async () => {
    if (document.hidden || !("wakeLock" in navigator)) return;
    const fresh = await navigator.wakeLock.request("screen").catch(() => undefined);
    if (wanted) lock = fresh;
    else await fresh?.release();
  };
  document.addEventListener("visibilitychange", ask);
  void ask();
  return () => {
    wanted = false;
    document.removeEventListener("visibilitychange", ask);
    void lock?.release();
  };
}
