/**
 * Whether the line to somebody carries our picture beside the sound, judged once a second. Pure.
 *
 * The picture goes soon and comes back late, later each time that it had to go again: a picture that flickers in and
 * out is worse than none, and every try costs the sound.
 */

/** What was seen of the line in one second. */
export interface Second {
  /** Share of our packets that did not arrive, 0 to 1. */
  lost: number;
  /** Bits a second that the browser believes the line to carry; undefined while it cannot say. */
  bits: number | undefined;
}

export interface Judgement {
  isPictureOut: boolean;
  /** Bad seconds so far, each good one taking one away. */
  bad: number;
  /** Good seconds in a row. */
  good: number;
  /** So many of them bring the picture back. */
  patience: number;
}

/** From so many lost packets in a hundred on a voice begins to break; from so few on it is clear. */
const BAD_LOSS = 0.12;
const GOOD_LOSS = 0.04;
/** A voice takes 40 kbit/s with all that is around it; what is left below this is no picture. */
const LEAST_BITS = 60_000;
const OUT_AFTER = 6;
const BACK_AFTER = 10;
const LONGEST_PATIENCE = 160;
/** A picture that stayed so long is here to stay. */
const SETTLED_AFTER = 30;

export const CLEAR: Judgement = { isPictureOut: false, bad: 0, good: 0, patience: BACK_AFTER };

export const judgeLine = (before: Judgement, second: Second): Judgement =>
  before.isPictureOut ? whileOut(before, second) : whileIn(before, second);

/** Without a picture the browser's guess says nothing: it has never seen more than a voice go through. */
function whileOut(before: Judgement, { lost }: Second): Judgement {
  const good = lost <= GOOD_LOSS ? before.good + 1 : 0;
  if (good < before.patience) return { ...before, good };
  return { isPictureOut: false, bad: 0, good: 0, patience: Math.min(before.patience * 2, LONGEST_PATIENCE) };
}

function whileIn(before: Judgement, { lost, bits = Number.POSITIVE_INFINITY }: Second): Judgement {
  const isBad = lost >= BAD_LOSS || bits < LEAST_BITS;
  const bad = isBad ? before.bad + 1 : Math.max(0, before.bad - 1);
  if (bad >= OUT_AFTER) return { ...before, isPictureOut: true, bad: 0, good: 0 };
  const good = isBad ? 0 : before.good + 1;
  return { ...before, bad, good, patience: good >= SETTLED_AFTER ? BACK_AFTER : before.patience };
}
