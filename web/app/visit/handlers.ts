/** What answers the taps of the page: one function for each action. */
import type { VisitAction } from "../../screens/visit/state";

type Kind = VisitAction["kind"];
type Of<K extends Kind> = Extract<VisitAction, { kind: K }>;
export type Handlers = { [K in Kind]: (action: Of<K>) => Promise<void> | void };
