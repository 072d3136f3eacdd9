/** The sample summary of the pictures: Rosa's ankles. */
import type { OwnSummary } from "../../generated/notes";
import type { Section } from "../summary/words";
import { at, clinic } from "./people";

export const sections: Section[] = [
  {
    section: "main_message",
    text: "Your ankles swell because your body holds water. One new pill each morning should help within a week.",
  },
  {
    section: "decisions",
    items: [
      { what: "We try the water pill first", why: "It works within days, and you can take it at home." },
    ],
  },
  {
    section: "actions",
    nothing: false,
    items: [
      { what: "Take one water pill", when: "Every morning with breakfast", how: "" },
      { what: "Step on the scale", when: "Every morning before breakfast", how: "Write it down." },
      { what: "Come in for a blood test", when: "Tuesday 1 December, 9:00", how: "" },
    ],
  },
  {
    section: "medicines",
    items: [
      { change: "start", name: "Furosemide 20 mg", how: "The water pill. One each morning.", why: "" },
      { change: "stop", name: "Ibuprofen", how: "", why: "It makes the swelling worse." },
      { change: "keep", name: "Lisinopril 10 mg", how: "One each evening, as before.", why: "" },
    ],
  },
  {
    section: "tests",
    items: [{ what: "Blood test for salt and kidney", when: "Tuesday 1 December, 9:00", where: "" }],
  },
  {
    section: "help",
    signs: [
      "Call us the same day if you gain 2 kilos in 3 days or feel dizzy.",
      "If you cannot breathe well lying down, call 112 now.",
    ],
    call: "555 0142",
  },
  {
    section: "questions",
    items: [
      { question: "May I drink coffee?", answer: "Yes, two cups a day. Drink it before four o’clock." },
    ],
  },
  { section: "next_appointment", text: "By video", at: null },
];

const SHARED = new Set<Section["section"]>(["actions", "medicines", "help"]);
export const sharedSections = sections.filter(({ section }) => SHARED.has(section));

export const summary: OwnSummary = {
  id: "v1",
  valid: true,
  signed_at: at(10, 44).toISOString(),
  signed_by: "Dr. Lind",
  clinic,
  zone: "Europe/Warsaw",
  language: "en",
  patient_first_name: "Rosa",
  gets: "whole",
  sections,
  mistake: null,
  correction: null,
  went_on: false,
  opened: false,
  earlier: [],
  also_reads: [{ person_id: "ana", first_name: "Ana", relationship: "daughter", gets: "actions" }],
};

export const corrected: OwnSummary = {
  ...summary,
  id: "v2",
  correction: {
    at: at(15, 12).toISOString(),
    changed: ["medicines"],
    words: "Lisinopril is 10 mg, not 20 mg. I had written the wrong number.",
  },
  earlier: [{ id: "v1", signed_at: at(10, 44).toISOString(), mistake: null }],
};
