/** What was done without a yes. */
import type { Emergencies } from "../../staff/state";
import { at } from "../people";
import { forClinician, type Pictures } from "./picture";

const emergencies: Emergencies = {
  kind: "emergencies",
  lines: [
    {
      visitId: "1",
      at: at(10, 24),
      patient: "Rosa M.",
      person: "Marek",
      relation: "son",
      how: "let_in",
      reason: "Rosa did not answer any more; Marek is in the next room.",
      by: "Dr. Lind",
    },
    {
      visitId: "2",
      at: at(9, 5),
      patient: "Tomas B.",
      person: "Jo",
      relation: "aide",
      how: "told",
      reason: "Jo had to know which pill to leave out tonight.",
      by: "Dr. Okoro",
    },
  ],
};

export const emergencyPictures: Pictures = {
  emergencies: forClinician(emergencies),
  "emergencies-none": forClinician({ ...emergencies, lines: [] }),
};
