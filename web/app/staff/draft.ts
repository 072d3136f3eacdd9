/** A booking that nobody has typed into yet. Pure. */
import type { Booking } from "../../screens/staff/state";
import { wallIn } from "./zone";

const QUARTER_MS = 15 * 60_000;
const USUAL_MINUTES = 20;

/** At the next quarter of an hour on the clinic's clock. */
export function emptyDraft(now: number, zone = "UTC"): Booking {
  const { date, time } = wallIn(zone, new Date(Math.ceil((now + QUARTER_MS) / QUARTER_MS) * QUARTER_MS));
  return {
    patient: "",
    birthDate: "",
    email: "",
    phone: "",
    language: "en",
    clinicianId: "",
    date,
    time,
    minutes: USUAL_MINUTES,
    sort: "followup",
    guests: [],
  };
}
