import { inZone, useWords, type Words, WordsContext } from "../../texts/words";
import { useArrival } from "../components/arrival";
import { Toast } from "../components/Toast";
import { BoardScreen } from "./Board";
import { CallScreen } from "./Call";
import { DetailScreen, type DetailSheet } from "./Detail";
import { EmergenciesScreen } from "./Emergencies";
import { AroundContext } from "./Frame";
import { ScheduleScreen } from "./Schedule";
import { SignInScreen } from "./SignIn";
import { SummaryScreen } from "./Summary";
import type { EditorSheet } from "./SummarySheets";
import type { CallSheet } from "./sheets";
import type { StaffAct, StaffScreen, StaffToast, StaffView } from "./state";
import { TodayScreen } from "./Today";
import { LoadingScreen, TroubleScreen } from "./Trouble";

export interface StaffPageProps {
  view: StaffView;
  act: StaffAct;
  onLanguage: (language: string) => void;
  /** A sheet that is open from the start; for pictures. */
  sheet?: CallSheet | DetailSheet | EditorSheet;
}

/** The staff page: one view in, one action out per tap. */
export function StaffPage({ view, act, onLanguage, sheet }: StaffPageProps) {
  const own = useWords();
  const { clock } = view;
  const words = clock ? inZone(own, clock.zone) : own;
  useArrival(view.screen.kind);
  return (
    <WordsContext.Provider value={words}>
      <AroundContext.Provider value={{ me: view.me, clock, act, busy: view.busy, onLanguage }}>
        <Screen screen={view.screen} sheet={sheet} />
        {view.toast && <Toast id={view.toast.id} text={toastWords(words, view.toast)} />}
      </AroundContext.Provider>
    </WordsContext.Provider>
  );
}

function Screen({ screen, sheet }: { screen: StaffScreen; sheet: StaffPageProps["sheet"] }) {
  switch (screen.kind) {
    case "loading":
      return <LoadingScreen />;
    case "sign_in":
      return <SignInScreen screen={screen} />;
    case "today":
      return <TodayScreen screen={screen} />;
    case "call":
      return <CallScreen key={screen.visitId} screen={screen} sheet={sheet as CallSheet | undefined} />;
    case "board":
      return <BoardScreen screen={screen} />;
    case "emergencies":
      return <EmergenciesScreen screen={screen} />;
    case "schedule":
      return <ScheduleScreen key={`${screen.saved?.visitId} ${screen.clinicians[0]?.id}`} screen={screen} />;
    case "visit":
      return <DetailScreen key={screen.visitId} screen={screen} sheet={sheet as DetailSheet | undefined} />;
    case "summary":
      return <SummaryScreen key={screen.visitId} screen={screen} sheet={sheet as EditorSheet | undefined} />;
    case "trouble":
      return <TroubleScreen screen={screen} />;
  }
}

const TOASTS: Record<StaffToast["what"], string> = {
  in_visit: "toast-in-visit",
  has_left: "toast-has-left",
  link_sent: "toast-link-sent",
  asked_patient: "toast-asked-patient",
  visit_moved: "toast-visit-moved",
  visit_cancelled: "toast-visit-cancelled",
  by_phone: "toast-by-phone",
  offered: "toast-offered",
  taken_over: "toast-taken-over",
  handed_over: "toast-handed-over",
  agreed: "toast-agreed",
  declined: "toast-declined",
  taken_back: "toast-yes-taken-back",
};

const toastWords = ({ t }: Words, toast: StaffToast): string => t(TOASTS[toast.what], { name: toast.name });
