import type { ComponentChild } from "preact";
import { StaffPage } from "../staff/StaffPage";
import { StartPage } from "../start/StartPage";
import { Afterwards } from "../visit/Afterwards";
import { Inside } from "../visit/Inside";
import { VisitPage } from "../visit/VisitPage";
import { staffPictures } from "./staff";
import { startPictures } from "./start";
import { visitPictures } from "./visit";

/** One screen in one state, drawn alone on a page. */
export interface Picture {
  page: "visit" | "staff" | "start";
  mockup: string | undefined;
  draw: (changeLanguage: (language: string) => void) => ComponentChild;
}

const nobody = () => {};

const visit = Object.entries(visitPictures).map(
  ([name, { view, sheet, asking, mockup }]): [string, Picture] => [
    `visit-${name}`,
    {
      page: "visit",
      mockup,
      draw: (change) => (
        <VisitPage
          view={view}
          act={nobody}
          onLanguage={change}
          Inside={Inside}
          Afterwards={Afterwards}
          {...(sheet ? { sheet } : {})}
          {...(asking ? { asking } : {})}
        />
      ),
    },
  ],
);

const staff = Object.entries(staffPictures).map(([name, { view, sheet, mockup }]): [string, Picture] => [
  `staff-${name}`,
  {
    page: "staff",
    mockup,
    draw: (change) => (
      <StaffPage view={view} act={nobody} onLanguage={change} {...(sheet ? { sheet } : {})} />
    ),
  },
]);

const start = Object.entries(startPictures).map(([name, { view, mockup }]): [string, Picture] => [
  name,
  { page: "start", mockup, draw: (change) => <StartPage view={view} act={nobody} onLanguage={change} /> },
]);

export const pictures: Readonly<Record<string, Picture>> = Object.fromEntries([...visit, ...staff, ...start]);
