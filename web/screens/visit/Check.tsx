import { time, useWords } from "../../texts/words";
import { Button } from "../components/Button";
import { Icon, type IconName } from "../components/Icon";
import { Meter } from "../components/Meter";
import { Pill, type PillLook } from "../components/Pill";
import { Seat } from "../components/Seat";
import { Tile } from "../components/Tile";
import { Help, QuietPage, useAround } from "./Page";
import type { Check, CheckDone } from "./state";

interface Word {
  key: string;
  look: PillLook;
  icon: IconName;
  /** Not known yet: nothing is seen, and the room for it is kept. */
  later?: boolean;
}

const HEARD: Word = { key: "voice-heard", look: "good", icon: "tick" };
const FOR_VIDEO: Word = { key: "internet-video", look: "good", icon: "strong" };

const VOICE: Record<Check["voice"], Word> = {
  waiting: { ...HEARD, later: true },
  heard: HEARD,
  quiet: { key: "voice-quiet", look: "sun", icon: "sound" },
  silent: { key: "voice-silent", look: "sun", icon: "muted" },
};

const INTERNET: Record<Check["internet"], Word> = {
  measuring: { ...FOR_VIDEO, later: true },
  video: FOR_VIDEO,
  sound: { key: "internet-sound", look: "sun", icon: "weak" },
  weak: { key: "internet-weak", look: "stop", icon: "warning" },
};

/** See and hear that it works. One button is filled at a time: first the bell, then the way on. */
export function CheckScreen({ screen }: { screen: Check }) {
  const { t } = useWords();
  const { act, busy } = useAround();
  return (
    <main>
      <header class="row top">
        <Button look="bare" icon="back" label={t("back")} onPress={() => act({ kind: "back" })}>
          {""}
        </Button>
        <h1 class="big" tabIndex={-1}>
          {t("check-title")}
        </h1>
      </header>
      <Picture screen={screen} />
      <div class="card stack">
        <Voice screen={screen} />
        <Bell screen={screen} />
        <p class="row wrap tight">
          <b>{t("internet")}</b>
          <WordPill word={INTERNET[screen.internet]} />
        </p>
        {screen.internet === "weak" && (
          <Button
            look="quiet"
            icon="phone"
            wide
            busy={busy === "please_call_me"}
            onPress={() => act({ kind: "please_call_me" })}
          >
            {t("please-call-me")}
          </Button>
        )}
      </div>
      <Button
        wide
        look={screen.bell === "asked" ? "quiet" : "filled"}
        busy={busy === "check_finished"}
        onPress={() => act({ kind: "check_finished" })}
      >
        {t(screen.ahead ? "check-done" : "check-go")}
      </Button>
      {screen.me.role === "guest" && (
        <Button wide look="bare" onPress={() => act({ kind: "only_listen" })}>
          {t("check-only-listen")}
        </Button>
      )}
      {!allIsWell(screen) && <Help />}
    </main>
  );
}

/** Few words while all is well; a number to call as soon as something is not. */
const allIsWell = ({ picture, voice, bell, internet }: Check): boolean =>
  picture === "on" &&
  (voice === "heard" || voice === "waiting") &&
  bell !== "not_heard" &&
  (internet === "video" || internet === "measuring");

function Picture({ screen }: { screen: Check }) {
  const { t } = useWords();
  const on = screen.picture === "on";
  const asking = screen.picture === "asking";
  const person = {
    ...screen.me,
    state: on || asking ? ("ok" as const) : ("camera_off" as const),
    stream: screen.stream ?? null,
  };
  return (
    <div class="check-picture push">
      {asking ? (
        <div class="tile" style={{ "--c": "var(--line)" }}>
          <p class="say allow" role="status">
            <Icon name="camera" />
            {t("check-tap-allow")}
          </p>
        </div>
      ) : (
        <Tile person={person} name={t(on ? "check-we-see-you" : "check-no-picture")} own />
      )}
    </div>
  );
}

function Voice({ screen }: { screen: Check }) {
  const { t } = useWords();
  return (
    <div class="stack tight">
      <p class="row wrap tight">
        <b>{t("say-hello")}</b>
        <WordPill word={VOICE[screen.voice]} />
      </p>
      <Meter level={screen.level} label={t("your-voice")} />
      {screen.voice === "silent" && (
        <p class="small" role="status">
          {t("voice-silent-help")}
        </p>
      )}
    </div>
  );
}

function Bell({ screen }: { screen: Check }) {
  const { t } = useWords();
  const { act } = useAround();
  if (screen.bell === "heard") {
    return (
      <p class="row wrap tight">
        <b>{t("bell-question")}</b>
        <WordPill word={{ key: "yes", look: "good", icon: "tick" }} />
      </p>
    );
  }
  return (
    <div class="stack tight">
      <p>
        <b>{t("bell-question")}</b>
      </p>
      {screen.bell === "not_heard" && (
        <p class="small" role="status">
          {t("bell-help")}
        </p>
      )}
      <div class="row even">
        <Button
          look={screen.bell === "asked" ? "filled" : "quiet"}
          onPress={() => act({ kind: "heard_bell" })}
        >
          {t("yes")}
        </Button>
        <Button look="quiet" onPress={() => act({ kind: "ring_bell" })}>
          {t(screen.bell === "asked" ? "no" : "bell-again")}
        </Button>
      </div>
    </div>
  );
}

function WordPill({ word }: { word: Word }) {
  const { t } = useWords();
  return (
    <Pill look={word.look} icon={word.icon} later={word.later} end>
      {t(word.key)}
    </Pill>
  );
}

/** Tried ahead of time: nothing more to do today. */
export function CheckDoneScreen({ screen }: { screen: CheckDone }) {
  const { t } = useWords();
  const { act } = useAround();
  return (
    <QuietPage>
      <div class="pair push">
        <Seat person={{ role: "patient" }} width="8rem" />
      </div>
      <div class="stack tight mid">
        <h1 tabIndex={-1}>{t("check-done-title")}</h1>
        <p>{t("check-done-words", { time: time(screen.at) })}</p>
      </div>
      <div class="push">
        <Button wide look="quiet" onPress={() => act({ kind: "test_again" })}>
          {t("test-again")}
        </Button>
      </div>
    </QuietPage>
  );
}
