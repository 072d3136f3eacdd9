import type { ComponentType } from "preact";
import type { Asking } from "./AccessSheet";
import type { VisitView } from "./state";

/** A sheet that the page itself opens and closes. */
export type LocalSheet = "more" | "leave" | "access" | "invite" | "beside" | "stop" | "chat";

/** What is shown once the person has said who they are: from the check to the end, and every sheet over any screen. */
export interface InsideProps {
  view: VisitView;
  sheet: LocalSheet | null;
  /** The person whom an opened sheet asks about. */
  asking: Asking | undefined;
  onSheet: (sheet: LocalSheet | null) => void;
}

export type InsidePart = ComponentType<InsideProps>;

const KINDS = new Set<VisitView["screen"]["kind"]>([
  "check",
  "check_done",
  "waiting",
  "guest_waiting",
  "go_in",
  "call",
  "held",
  "over",
]);

/** Whose screen comes with that part. */
export const isInside = ({ screen }: VisitView): boolean => KINDS.has(screen.kind);
