const BARS = 14;

/** Loudness of a voice, 0 to 100, as 14 bars. A word beside it says what they mean. */
export function Meter({ level, label }: { level: number; label: string }) {
  const lit = Math.round((Math.min(100, Math.max(0, level)) / 100) * BARS);
  return (
    <span
      class="meter"
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(level)}
    >
      {Array.from({ length: BARS }, (_, bar) => (
        <i key={bar} class={bar < lit ? "on" : ""} />
      ))}
    </span>
  );
}
