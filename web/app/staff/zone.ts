/** Times of the clinic: what stands in a form is its wall clock, what is sent is UTC. Pure. */

/** How far a zone's wall clock is ahead of UTC at an instant, in milliseconds. */
function aheadOfUtc(zone: string, instant: number): number {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(instant);
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((one) => one.type === type)?.value);
  const wall = Date.UTC(
    part("year"),
    part("month") - 1,
    part("day"),
    part("hour"),
    part("minute"),
    part("second"),
  );
  return wall - Math.floor(instant / 1_000) * 1_000;
}

/**
 * The instant at which the clinic's clock shows `date` (yyyy-mm-dd) and `time` (hh:mm).
 *
 * A time that summer time skips is the one an hour later; of one that comes twice, the first.
 */
export function instantIn(zone: string, date: string, time: string): Date {
  const wall = Date.parse(`${date}T${time}:00Z`);
  const first = wall - aheadOfUtc(zone, wall - aheadOfUtc(zone, wall));
  const early = wall - aheadOfUtc(zone, first - 6 * 3_600_000);
  return new Date(aheadOfUtc(zone, early) === wall - early ? early : first);
}

const HALF_A_YEAR_MS = 182 * 24 * 3_600_000;

/** Whether two zones' clocks show another time, now or in the other half of the year. */
export function clocksDiffer(one: string, other: string, now: number): boolean {
  return [now, now + HALF_A_YEAR_MS].some((at) => aheadOfUtc(one, at) !== aheadOfUtc(other, at));
}

/** `yyyy-mm-dd` and `hh:mm` on the clinic's clock. */
export function wallIn(zone: string, at: Date): { date: string; time: string } {
  const [date = "", clock = ""] = new Date(at.getTime() + aheadOfUtc(zone, at.getTime()))
    .toISOString()
    .split("T");
  return { date, time: clock.slice(0, 5) };
}
