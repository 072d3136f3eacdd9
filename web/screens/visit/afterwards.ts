import type { ComponentType } from "preact";
import type { ReadSummary, Unlock, VisitView } from "./state";

/** What is shown after a visit: one of its screens, or the list of who has looked over any screen. */
export type AfterwardsProps =
  | { screen: Unlock | ReadSummary; onAccess: () => void }
  | { looks: NonNullable<VisitView["looks"]>; room: boolean };

export type AfterwardsPart = ComponentType<AfterwardsProps>;
