import { useEffect, useRef, useState } from "preact/hooks";
import { useWords, type Words } from "../../texts/words";
import { useArrival } from "../components/arrival";
import { Toast } from "../components/Toast";
import { AccessSheet } from "./AccessSheet";
import type { AfterwardsPart } from "./afterwards";
import { CallScreen } from "./Call";
import { CheckDoneScreen, CheckScreen } from "./Check";
import { ConsentSheet } from "./ConsentSheet";
import { GoInScreen } from "./GoIn";
import { GuestWaitingScreen } from "./GuestWaiting";
import { InviteSheet } from "./InviteSheet";
import { LeaveSheet } from "./LeaveSheet";
import { LoadingScreen } from "./Loading";
import { BesideSheet, type LocalSheet, MoreSheet } from "./MoreSheet";
import { NotMeScreen } from "./NotMe";
import { OverScreen } from "./Over";
import { AroundContext } from "./Page";
import { SecondDeviceScreen } from "./SecondDevice";
import type { Act, Toast as ToastState, VisitScreen, VisitView } from "./state";
import { TroubleScreen } from "./Trouble";
import { WaitingScreen } from "./Waiting";
import { WelcomeScreen } from "./Welcome";

export interface VisitPageProps {
  view: VisitView;
  act: Act;
  onLanguage: (language: string) => void;
  /** A sheet that is open from the start, and the person it asks about; for pictures. */
  sheet?: LocalSheet;
  asking?: string;
  /** What is shown after a visit; fetched only then. */
  Afterwards?: AfterwardsPart | undefined;
}

/** The patient's and guest's page: one view in, one action out per tap. */
export function VisitPage({ view, act, onLanguage, sheet: first, asking, Afterwards }: VisitPageProps) {
  const words = useWords();
  const [sheet, setSheet] = useState<LocalSheet | null>(first ?? null);
  const { kind } = view.screen;
  useArrival(kind);
  useSheetClosesWith(kind, () => setSheet(null));
  const inCall = kind === "call";
  const close = () => setSheet(null);
  return (
    <AroundContext.Provider value={{ clinic: view.clinic, act, busy: view.busy, onLanguage }}>
      <div class={inCall ? "page patient call room" : "page patient"}>
        <Screen screen={view.screen} onSheet={setSheet} Afterwards={Afterwards} />
        {view.looks && Afterwards && <Afterwards looks={view.looks} room={inCall} />}
        {view.toast && <Toast id={view.toast.id} text={toastWords(words, view.toast)} />}
        {view.consent ? (
          <ConsentSheet key={view.consent.invitationId} request={view.consent} room={inCall} />
        ) : (
          sheet && <Opened sheet={sheet} view={view} asking={asking} onOpen={setSheet} onClose={close} />
        )}
      </div>
    </AroundContext.Provider>
  );
}

interface ScreenProps {
  screen: VisitScreen;
  onSheet: (sheet: LocalSheet) => void;
  Afterwards: AfterwardsPart | undefined;
}

function Screen({ screen, onSheet, Afterwards }: ScreenProps) {
  switch (screen.kind) {
    case "loading":
      return <LoadingScreen screen={screen} />;
    case "welcome":
      return <WelcomeScreen screen={screen} />;
    case "not_me":
      return <NotMeScreen />;
    case "check":
      return <CheckScreen screen={screen} />;
    case "check_done":
      return <CheckDoneScreen screen={screen} />;
    case "waiting":
      return <WaitingScreen screen={screen} onMore={() => onSheet("more")} />;
    case "guest_waiting":
      return <GuestWaitingScreen screen={screen} />;
    case "go_in":
      return <GoInScreen screen={screen} />;
    case "call":
      return <CallScreen screen={screen} onMore={() => onSheet("more")} onLeave={() => onSheet("leave")} />;
    case "over":
      return <OverScreen screen={screen} />;
    case "second_device":
      return <SecondDeviceScreen screen={screen} />;
    case "unlock":
    case "summary":
      return Afterwards ? (
        <Afterwards screen={screen} onAccess={() => onSheet("access")} />
      ) : (
        <LoadingScreen screen={{ kind: "loading", slow: false }} />
      );
    case "trouble":
      return <TroubleScreen screen={screen} />;
  }
}

interface OpenedProps {
  sheet: LocalSheet;
  view: VisitView;
  asking: string | undefined;
  onOpen: (sheet: LocalSheet) => void;
  onClose: () => void;
}

function Opened({ sheet, view, asking, onOpen, onClose }: OpenedProps) {
  const room = view.screen.kind === "call";
  switch (sheet) {
    case "more":
      return <MoreSheet view={view} onOpen={onOpen} onClose={onClose} />;
    case "access":
      return (
        <AccessSheet
          entries={view.access ?? []}
          room={room}
          onClose={onClose}
          {...(asking ? { asking } : {})}
        />
      );
    case "invite":
      return <InviteSheet room={room} onClose={onClose} />;
    case "beside":
      return <BesideSheet onClose={onClose} />;
    case "stop":
      return <LeaveSheet what="stop_waiting" onClose={onClose} />;
    case "leave":
      return (
        <LeaveSheet
          what="leave"
          onClose={onClose}
          {...(view.screen.kind === "call" ? { clinician: view.screen.clinician.name } : {})}
        />
      );
  }
}

/** What was open over the last screen does not belong to the new one. */
function useSheetClosesWith(kind: string, close: () => void): void {
  const before = useRef(kind);
  useEffect(() => {
    if (before.current !== kind) close();
    before.current = kind;
  }, [kind, close]);
}

const TOASTS: Record<ToastState["what"], string> = {
  in_visit: "toast-in-visit",
  has_left: "toast-has-left",
  at_door: "toast-at-door",
  welcome_back: "toast-welcome-back",
  link_sent: "toast-link-sent",
  taken_back: "toast-taken-back",
  not_let_in: "toast-not-let-in",
};

const toastWords = ({ t }: Words, toast: ToastState): string => t(TOASTS[toast.what], { name: toast.name });
