import type { ComponentChild } from "preact";
import { VisitPage } from "../visit/VisitPage";
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
          {...(sheet ? { sheet } : {})}
          {...(asking ? { asking } : {})}
        />
      ),
    },
  ],
);

export const pictures: Readonly<Record<string, Picture>> = Object.fromEntries(visit);
