import { useState } from "preact/hooks";
import { telephone } from "../../texts/Said";
import { day, time, useWords, type Values } from "../../texts/words";
import { AllowSteps } from "../components/AllowSteps";
import { Aloud } from "../components/Aloud";
import { Button, LinkButton } from "../components/Button";
import { Field } from "../components/Field";
import { Icon, type IconName } from "../components/Icon";
import { QuietPage, useAround } from "./Page";
import type { Trouble, TroubleKind, VisitAction } from "./state";

interface TroubleWords {
  icon: IconName;
  title: string;
  sentence: string;
  /** The one thing to do. `call` dials the clinic. */
  button?: { key: string; action: VisitAction | "call" };
}

const again: VisitAction = { kind: "try_again" };
const callMe = { key: "please-call-me", action: { kind: "please_call_me" } } as const;

const WORDS: Record<TroubleKind, TroubleWords> = {
  no_internet: {
    icon: "weak",
    title: "no-internet-title",
    sentence: "no-internet-words",
    button: { key: "try-again", action: again },
  },
  link_closed: { icon: "lock", title: "link-closed-title", sentence: "link-closed-words" },
  too_early: {
    icon: "calendar",
    title: "too-early-title",
    sentence: "too-early-words",
    button: { key: "test-now", action: { kind: "test_again" } },
  },
  elsewhere: {
    icon: "phone",
    title: "elsewhere-title",
    sentence: "elsewhere-words",
    button: { key: "use-this-one", action: { kind: "use_this_one" } },
  },
  cancelled: {
    icon: "cross",
    title: "cancelled-title",
    sentence: "cancelled-words",
    button: { key: "call-number", action: "call" },
  },
  moved: {
    icon: "calendar",
    title: "moved-title",
    sentence: "moved-words",
    button: { key: "put-in-calendar", action: { kind: "put_in_calendar" } },
  },
  camera_refused: {
    icon: "cameraOff",
    title: "camera-refused-title",
    sentence: "camera-refused-words",
    button: { key: "go-on-with-sound", action: { kind: "use_sound_only" } },
  },
  microphone_refused: {
    icon: "muted",
    title: "microphone-refused-title",
    sentence: "microphone-refused-words",
    button: { key: "i-have-allowed-it", action: { kind: "try_devices_again" } },
  },
  no_device: { icon: "muted", title: "no-device-title", sentence: "no-device-words", button: callMe },
  insecure: { icon: "lock", title: "insecure-title", sentence: "insecure-words", button: callMe },
  old_browser: { icon: "warning", title: "old-browser-title", sentence: "old-browser-words", button: callMe },
  broke: {
    icon: "warning",
    title: "broke-title",
    sentence: "broke-words",
    button: { key: "try-again", action: again },
  },
  timed_out: {
    icon: "lock",
    title: "timed-out-title",
    sentence: "timed-out-words",
    button: { key: "open-again", action: again },
  },
  call_coming: { icon: "phone", title: "call-coming-title", sentence: "call-coming-words" },
};

/** What every screen can run into: what happened, what still works, one button, the number to call. */
export function TroubleScreen({ screen }: { screen: Trouble }) {
  const { t } = useWords();
  const { clinic } = useAround();
  const { icon, title, sentence } = WORDS[screen.what];
  const values: Values = { clinic: clinic?.name ?? "", ...particulars(screen) };
  const allow = screen.what === "camera_refused" || screen.what === "microphone_refused";
  return (
    <QuietPage>
      <div class="pair push">
        <span class="seat free with-icon">
          <Icon name={icon} />
        </span>
      </div>
      <div class="stack tight mid">
        <h1 tabIndex={-1}>{t(title, values)}</h1>
        <p>{t(sentence, values)}</p>
        <Aloud text={`${t(title, values)} ${t(sentence, values)}`} />
      </div>
      {allow && <AllowSteps what={screen.what === "camera_refused" ? "camera" : "microphone"} />}
      <div class="stack push">
        {screen.what === "link_closed" ? <AskForLink screen={screen} /> : <OneButton what={screen.what} />}
      </div>
    </QuietPage>
  );
}

function particulars(screen: Trouble): Values {
  if ("at" in screen) return { day: day(screen.at), time: time(screen.at) };
  return "lastDigits" in screen ? { digits: screen.lastDigits } : {};
}

function OneButton({ what }: { what: TroubleKind }) {
  const { t } = useWords();
  const { act, busy, clinic } = useAround();
  const { button } = WORDS[what];
  if (!button) return null;
  const { action } = button;
  if (action !== "call") {
    return (
      <Button wide busy={busy === action.kind} onPress={() => act(action)}>
        {t(button.key)}
      </Button>
    );
  }
  return clinic ? (
    <LinkButton wide icon="phone" href={telephone(clinic.phone)}>
      {t(button.key, { phone: clinic.phone })}
    </LinkButton>
  ) : null;
}

/** Same words and same time whether the person is known or not. */
function AskForLink({ screen }: { screen: Extract<Trouble, { what: "link_closed" }> }) {
  const { t } = useWords();
  const { act, busy } = useAround();
  const [contact, setContact] = useState("");
  const send = (event: Event) => {
    event.preventDefault();
    if (contact.trim()) act({ kind: "send_new_link", contact: contact.trim() });
  };
  return (
    <form class="card stack" onSubmit={send}>
      <Field
        label={t("link-closed-contact")}
        value={contact}
        onValue={setContact}
        type="email"
        autoComplete="email"
        required
      />
      <Button
        wide
        submit
        busy={busy === "send_new_link"}
        off={screen.asked && !screen.canAskAgain}
        look={screen.asked ? "quiet" : "filled"}
      >
        {t(screen.asked ? "ask-again" : "send-me-a-link")}
      </Button>
      <p class="soft small" role="status">
        {t(screen.asked ? "link-asked" : "link-will-come")}
      </p>
    </form>
  );
}
