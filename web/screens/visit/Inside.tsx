import { useWords, type Words } from "../../texts/words";
import { Toast } from "../components/Toast";
import { AccessSheet } from "./AccessSheet";
import { CallScreen } from "./Call";
import { ChatSheet } from "./ChatSheet";
import { CheckDoneScreen, CheckScreen } from "./Check";
import { ConsentSheet } from "./ConsentSheet";
import { GoInScreen } from "./GoIn";
import { GuestWaitingScreen } from "./GuestWaiting";
import { HeldScreen } from "./Held";
import { InviteSheet } from "./InviteSheet";
import type { InsideProps } from "./inside";
import { LeaveSheet } from "./LeaveSheet";
import { BesideSheet, MoreSheet } from "./MoreSheet";
import { NotedSheet } from "./NotedSheet";
import { OverScreen } from "./Over";
import type { Toast as ToastState } from "./state";
import { WaitingScreen } from "./Waiting";

/** A script of its own: whoever opens the link does not wait for what comes after it. */
export function Inside(props: InsideProps) {
  const words = useWords();
  const { toast } = props.view;
  return (
    <>
      <Screen {...props} />
      {toast && <Toast id={toast.id} text={toastWords(words, toast)} />}
      <Sheets {...props} />
    </>
  );
}

function Screen({ view, onSheet }: InsideProps) {
  const { screen } = view;
  switch (screen.kind) {
    case "check":
      return <CheckScreen screen={screen} />;
    case "check_done":
      return <CheckDoneScreen screen={screen} />;
    case "waiting":
      return <WaitingScreen screen={screen} beside={view.beside} onMore={() => onSheet("more")} />;
    case "guest_waiting":
      return <GuestWaitingScreen screen={screen} />;
    case "go_in":
      return <GoInScreen screen={screen} />;
    case "call":
      return <CallScreen view={view} screen={screen} onSheet={onSheet} />;
    case "held":
      return <HeldScreen screen={screen} onLeave={() => onSheet("leave")} />;
    case "over":
      return <OverScreen screen={screen} />;
    default:
      return null;
  }
}

/** What the patient alone can answer comes before what somebody opened. */
function Sheets(props: InsideProps) {
  const { consent, noted, screen } = props.view;
  const room = screen.kind === "call";
  if (consent) return <ConsentSheet key={consent.invitationId} request={consent} room={room} />;
  if (noted) return <NotedSheet key={noted.invitationId} noted={noted} room={room} />;
  return <Opened {...props} room={room} />;
}

function Opened({ view, sheet, asking, onSheet, room }: InsideProps & { room: boolean }) {
  const close = () => onSheet(null);
  switch (sheet) {
    case "more":
      return <MoreSheet view={view} onOpen={onSheet} onClose={close} />;
    case "access":
      return (
        <AccessSheet
          entries={view.access ?? []}
          beside={view.beside}
          failed={view.accessFailed}
          room={room}
          onClose={close}
          {...(asking ? { asking } : {})}
        />
      );
    case "invite":
      return <InviteSheet room={room} onClose={close} />;
    case "beside":
      return <BesideSheet room={room} onClose={close} />;
    case "chat":
      return view.chat ? <ChatSheet chat={view.chat} room={room} onClose={close} /> : null;
    case "stop":
      return <LeaveSheet what="stop_waiting" onClose={close} />;
    case "leave":
      return (
        <LeaveSheet
          what="leave"
          onClose={close}
          {...(view.screen.kind === "call" ? { clinician: view.screen.clinician.name } : {})}
        />
      );
    default:
      return null;
  }
}

const TOASTS: Record<ToastState["what"], string> = {
  in_visit: "toast-in-visit",
  has_left: "toast-has-left",
  at_door: "toast-at-door",
  welcome_back: "toast-welcome-back",
  you_are_back: "toast-you-are-back",
  changed: "toast-changed",
  undone: "toast-undone",
  did_not_reach: "toast-private-failed",
  link_sent: "toast-link-sent",
  taken_back: "toast-taken-back",
  not_let_in: "toast-not-let-in",
};

const toastWords = ({ t }: Words, toast: ToastState): string => t(TOASTS[toast.what], { name: toast.name });
