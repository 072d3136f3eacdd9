/** Waits between attempts, which end early when there is reason to try at once. */

/** Grows from `first` to `most` milliseconds, each shortened by chance so that a crowd does not come back as one. */
export function backoff(attempt: number, first: number, most: number, chance = Math.random()): number {
  const full = Math.min(most, first * 2 ** Math.max(0, attempt));
  return Math.round(full * (0.5 + chance / 2));
}

/** Resolves after `ms`, or as soon as the computer says that its network is back. Rejects when aborted. */
export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(done, ms);
    globalThis.addEventListener?.("online", done);
    signal?.addEventListener("abort", aborted);

    function done(): void {
      forget();
      resolve();
    }
    function aborted(): void {
      forget();
      reject(signal?.reason);
    }
    function forget(): void {
      clearTimeout(timer);
      globalThis.removeEventListener?.("online", done);
      signal?.removeEventListener("abort", aborted);
    }
    if (signal?.aborted) aborted();
  });
}
