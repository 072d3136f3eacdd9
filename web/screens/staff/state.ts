/**
 * Everything the staff page can show, as data: sign in, the clinician's day and call, the front desk.
 *
 * One `StaffView` in, one `StaffAction` out per tap, as on the visit page. Names, ages and relationships are what
 * the server's `visible_to` let through; nothing here filters.
 */
import type { ChatAction } from "../chat/state";
import type { CallAction, StaffCall } from "./call-state";
import type { Board, Emergencies, Today } from "./day-state";
import type { Booking, DetailAction, Schedule, VisitDetail } from "./desk-state";
import type { SummaryAction, SummaryEditor } from "./summary-state";

export type * from "./call-state";
export type * from "./day-state";
export type * from "./desk-state";

export interface StaffView {
  /** Nobody yet on the sign-in screen. */
  me?: Me;
  screen: StaffScreen;
  /** Every time on these pages is the clinic's. `differs`: this computer's clock shows another one, so that it is said. */
  clock?: { zone: string; differs: boolean };
  busy?: StaffAction["kind"];
  toast?: StaffToast;
}

export interface Me {
  name: string;
  role: "clinician" | "desk";
}

export type StaffScreen =
  | StaffLoading
  | SignIn
  | Today
  | StaffCall
  | Board
  | Emergencies
  | Schedule
  | VisitDetail
  | SummaryEditor
  | StaffTrouble;

export interface StaffLoading {
  kind: "loading";
}

export interface SignIn {
  kind: "sign_in";
  problem?:
    | { what: "wrong" }
    | { what: "closed"; minutes: number }
    | { what: "timed_out"; minutes: number }
    | { what: "signed_out" }
    | { what: "no_answer" };
}

export interface StaffTrouble {
  kind: "trouble";
  what: "no_internet" | "broke" | "elsewhere" | "not_allowed" | "gone";
}

export interface StaffToast {
  id: number;
  what:
    | "in_visit"
    | "has_left"
    | "link_sent"
    | "asked_patient"
    | "visit_moved"
    | "visit_cancelled"
    | "by_phone"
    | "offered"
    | "taken_over"
    | "handed_over"
    | "agreed"
    | "declined"
    | "taken_back";
  name: string;
}

export type StaffAction =
  | { kind: "sign_in"; name: string; password: string }
  | { kind: "sign_out" }
  | { kind: "go"; path: string }
  | { kind: "let_in"; visitId: string }
  | { kind: "go_back"; visitId: string }
  | { kind: "save_visit"; booking: Booking }
  | { kind: "new_visit" }
  | { kind: "call_done"; visitId: string }
  | CallAction
  | ChatAction
  | DetailAction
  | SummaryAction
  | { kind: "use_this_one" }
  | { kind: "try_again" }
  | { kind: "language"; language: string };

export type StaffAct = (action: StaffAction) => void;
