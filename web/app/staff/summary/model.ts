/** What the staff page knows of one visit's summary. */
import type { Editor, Preview, SectionName } from "../../../generated/notes";
import type { SummaryEditor } from "../../../screens/staff/summary-state";
import type { SectionDraft } from "./autosave";

export type SummaryProblem = NonNullable<SummaryEditor["problem"]>;

export interface SummaryModel {
  visitId: string;
  /** Undefined until notes has heard of the end of the visit. */
  editor: Editor | undefined;
  draft: DraftModel | undefined;
  /** In which the clinician writes, once there is something to write. */
  language: string | undefined;
  problem: SummaryProblem | undefined;
  preview: Preview | undefined;
}

export interface DraftModel {
  sections: ReadonlyMap<SectionName, SectionDraft>;
  savedAt: Date | undefined;
  isSaved: boolean;
  /** What is not saved would survive this page. */
  isKept: boolean;
}
