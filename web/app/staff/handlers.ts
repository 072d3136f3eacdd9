/** One handler for each kind of action of the staff page. A kind without one does not compile. */
import type { StaffAction } from "../../screens/staff/state";

export type Kind = StaffAction["kind"];
export type Of<K extends Kind> = Extract<StaffAction, { kind: K }>;
export type Handlers<K extends Kind = Kind> = { [Each in K]: (action: Of<Each>) => Promise<void> | void };
