/** Everything the staff page knows, before it is told as a screen. */
import type {
  Clinician,
  Day,
  VisitDetail as DetailFacts,
  EmergencyView,
  PairView,
  StaffMe,
} from "../../generated/session";
import type { Place } from "../../screens/staff/paths";
import type {
  Booking,
  Schedule,
  SignIn,
  StaffAction,
  StaffToast,
  StaffTrouble,
  VisitDetail,
} from "../../screens/staff/state";
import type { LiveState } from "../live";
import type { SummaryModel } from "./summary/model";

/** Times are milliseconds of `Date.now()`. */
export interface StaffModel {
  place: Place;
  /** Undefined until it is known who sits here; null: nobody is signed in. */
  me: StaffMe | null | undefined;
  signIn: SignIn["problem"];
  trouble: StaffTrouble["what"] | undefined;
  day: Day | undefined;
  /** When the list was last known to be right. */
  dayAt: number;
  /** The visit of a detail page, or of the call. */
  detail: DetailFacts | undefined;
  /** What was done without a yes, while that list is open. */
  emergencies: EmergencyView[] | undefined;
  /** Protected pairs around the patient of a detail page. */
  pairs: PairView[];
  /** The summary of the visit whose editor is open. */
  summary: SummaryModel | undefined;
  /** Someone else was faster. */
  changedAt: number | undefined;
  patientGoneAt: number | undefined;
  removed: { personId: string; until: number } | undefined;
  finishing: boolean;
  clinicians: Clinician[];
  draft: Booking;
  problem: Schedule["problem"];
  saved: Schedule["saved"];
  refusedMove: VisitDetail["refusedMove"];
  refusedInvite: VisitDetail["refusedInvite"];
  busy: StaffAction["kind"] | undefined;
  toast: StaffToast | undefined;
  /** The socket that only brings hints, and the one of the call. */
  feed: LiveState;
  live: LiveState;
}

export const newModel = (place: Place, feed: LiveState, live: LiveState, draft: Booking): StaffModel => ({
  place,
  me: undefined,
  signIn: undefined,
  trouble: undefined,
  day: undefined,
  dayAt: 0,
  detail: undefined,
  emergencies: undefined,
  pairs: [],
  summary: undefined,
  changedAt: undefined,
  patientGoneAt: undefined,
  removed: undefined,
  finishing: false,
  clinicians: [],
  draft,
  problem: undefined,
  saved: undefined,
  refusedMove: undefined,
  refusedInvite: undefined,
  busy: undefined,
  toast: undefined,
  feed,
  live,
});
