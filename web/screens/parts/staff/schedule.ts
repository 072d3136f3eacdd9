/** Booking a visit. */
import type { Schedule } from "../../staff/state";
import { at } from "../people";
import { forDesk, type Pictures } from "./picture";

const schedule: Schedule = {
  kind: "schedule",
  clinicians: [
    { id: "lind", name: "Dr. Lind" },
    { id: "okoro", name: "Dr. Okoro" },
  ],
  languages: [
    { id: "en", name: "English" },
    { id: "es", name: "Español" },
  ],
  draft: {
    patient: "Rosa Marin",
    birthDate: "1948-03-02",
    email: "rosa@example.org",
    phone: "555 0166",
    language: "en",
    clinicianId: "lind",
    date: "2026-11-24",
    time: "10:20",
    minutes: 20,
    sort: "followup",
    guests: [{ name: "Ana", relation: "daughter", contact: "ana@example.org" }],
  },
};

export const schedulePictures: Pictures = {
  schedule: forDesk(schedule),
  "schedule-clash": forDesk({
    ...schedule,
    problem: { what: "clash", clinician: "Dr. Lind", at: at(10, 20) },
  }),
  "schedule-no-contact": forDesk({ ...schedule, problem: { what: "no_contact" } }),
  "schedule-must-not-meet": forDesk({ ...schedule, problem: { what: "must_not_meet" } }),
  "schedule-past": forDesk({ ...schedule, problem: { what: "in_the_past" } }),
  "schedule-missing": forDesk({ ...schedule, problem: { what: "missing", fields: ["patient"] } }),
  "schedule-saved": forDesk({
    ...schedule,
    saved: { visitId: "1", patient: "Rosa M.", at: at(10, 20), sent: true },
  }),
  "schedule-not-sent": forDesk({
    ...schedule,
    saved: { visitId: "1", patient: "Rosa M.", at: at(10, 20), sent: false },
  }),
};
