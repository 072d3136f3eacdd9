/** What all pictures of the staff page share. */

import type { DetailSheet } from "../../staff/Detail";
import type { EditorSheet } from "../../staff/SummarySheets";
import type { CallSheet } from "../../staff/sheets";
import type { Companion, Me, StaffScreen, StaffView } from "../../staff/state";

export interface StaffPicture {
  view: StaffView;
  sheet?: CallSheet | DetailSheet | EditorSheet;
  mockup?: string;
}

export type Pictures = Record<string, StaffPicture>;

export const clinician: Me = { name: "Dr. Lind", role: "clinician" };
const desk: Me = { name: "Front desk", role: "desk" };

export const anaWithRosa: Companion = { name: "Ana", relation: "daughter", here: true, consent: "agreed" };

export const forClinician = (screen: StaffScreen, mockup?: string): StaffPicture =>
  by(clinician, screen, mockup);
export const forDesk = (screen: StaffScreen, mockup?: string): StaffPicture => by(desk, screen, mockup);

function by(me: Me, screen: StaffScreen, mockup?: string): StaffPicture {
  return { view: { me, screen }, ...(mockup ? { mockup } : {}) };
}
