import type { ComponentChildren } from "preact";
import { useWords } from "../../texts/words";
import { Button } from "../components/Button";
import { DockButton } from "../components/DockButton";
import type { IconName } from "../components/Icon";
import { Note } from "../components/Note";
import { Tile } from "../components/Tile";
import type { TilePerson } from "../people";
import type { LocalSheet } from "./inside";
import { useAround } from "./Page";
import { PrivacyBanner } from "./PrivacyBanner";
import type { Call, VisitView, Wrote } from "./state";

interface BannerWords {
  key: string;
  look: "calm" | "sun" | "stop";
  icon: IconName;
}

const BANNERS: Record<NonNullable<Call["banner"]>, BannerWords> = {
  weak: { key: "call-weak", look: "sun", icon: "weak" },
  no_camera: { key: "call-no-camera", look: "calm", icon: "cameraOff" },
  no_microphone: { key: "call-no-microphone", look: "stop", icon: "muted" },
  clinician_gone: { key: "call-clinician-gone", look: "sun", icon: "turn" },
  by_phone: { key: "call-by-phone", look: "calm", icon: "phone" },
  alone: { key: "call-alone", look: "calm", icon: "clock" },
};

const LOST: Record<Exclude<Call["connection"], "ok">, string> = {
  lost: "call-lost",
  lost_10: "call-lost-10",
  lost_30: "call-lost-30",
};

/** The row of small pictures scrolls from this many people on. */
const MANY = 3;

interface Props {
  view: VisitView;
  screen: Call;
  onSheet: (sheet: LocalSheet) => void;
}

/** Talk. The other person is as large as the screen allows. */
export function CallScreen({ view, screen, onSheet }: Props) {
  const { t } = useWords();
  const lost = screen.connection !== "ok";
  const clinician: TilePerson = lost ? { ...screen.clinician, state: "coming_back" } : screen.clinician;
  return (
    <main>
      <header class="row top">
        <h1 tabIndex={-1}>{t("call-title", { clinician: clinician.name })}</h1>
        <Button look="quiet" icon="leave" end onPress={() => onSheet("leave")}>
          {t("leave")}
        </Button>
      </header>
      <div class="banners">
        {screen.privacy && <PrivacyBanner privacy={screen.privacy} beside={view.beside} />}
        <Banner screen={screen} />
        {view.wrote && <WroteBanner wrote={view.wrote} onAnswer={() => onSheet("chat")} />}
      </div>
      <Tile person={clinician} name={clinician.name} lead />
      <Others people={speakersFirst(screen.others)} me={screen.me} />
      <Dock screen={screen} unread={view.chat?.unread ?? 0} onMore={() => onSheet("more")} />
    </main>
  );
}

function Dock({ screen, unread, onMore }: { screen: Call; unread: number; onMore: () => void }) {
  const { t } = useWords();
  const { act } = useAround();
  const { muted, cameraOn, mayBePrivate, privacy } = screen;
  const isPrivate = privacy?.own.everyone ?? false;
  return (
    <nav class="dock" aria-label={t("call-controls")}>
      <DockButton
        icon={muted ? "muted" : "microphone"}
        on={muted}
        onPress={() => act({ kind: "mute", on: !muted })}
      >
        {t(muted ? "call-unmute" : "call-mute")}
      </DockButton>
      <DockButton
        icon={cameraOn ? "camera" : "cameraOff"}
        on={!cameraOn}
        onPress={() => act({ kind: "camera", on: !cameraOn })}
      >
        {t(cameraOn ? "call-camera" : "call-camera-on")}
      </DockButton>
      {mayBePrivate && (
        <DockButton icon="lock" on={isPrivate} onPress={() => act({ kind: "private", on: !isPrivate })}>
          {t(isPrivate ? "private-end" : "private")}
        </DockButton>
      )}
      <DockButton icon="more" onPress={onMore}>
        {unread > 0 ? t("more-unread", { count: unread }) : t("more")}
      </DockButton>
    </nav>
  );
}

/** Stays until it is answered or put away: who reads slowly has the time. */
function WroteBanner({ wrote, onAnswer }: { wrote: Wrote; onAnswer: () => void }) {
  const { t } = useWords();
  const { act } = useAround();
  const putAway = () => {
    act({ kind: "chat_seen", open: true });
    act({ kind: "chat_seen", open: false });
  };
  return (
    <Banned look="calm" icon="message">
      <p class="wrote">
        {t("chat-wrote", { name: wrote.name })} <bdi>{wrote.text}</bdi>
      </p>
      <div class="row wrap">
        <Button look="quiet" onPress={onAnswer}>
          {t("chat-answer")}
        </Button>
        <Button look="bare" onPress={putAway}>
          {t("close")}
        </Button>
      </div>
    </Banned>
  );
}

function Others({ people, me }: { people: TilePerson[]; me: TilePerson }) {
  const { t } = useWords();
  const looks = ["others", people.length === 0 && "alone", people.length >= MANY && "many"];
  return (
    <div class={looks.filter(Boolean).join(" ")} {...(people.length >= MANY ? { tabIndex: 0 } : {})}>
      {people.map((person) => (
        <Tile key={person.id} person={person} name={person.name} />
      ))}
      <Tile person={me} name={t("you")} own />
    </div>
  );
}

/** One banner at a time: the own connection first, then a talk into a muted microphone, then the rest. */
function Banner({ screen }: { screen: Call }) {
  const { t } = useWords();
  const { act, busy } = useAround();
  const values = { clinician: screen.clinician.name };
  if (screen.connection !== "ok") {
    return (
      <Banned look="sun" icon="turn">
        <p>{t(LOST[screen.connection])}</p>
        {screen.connection === "lost_30" && (
          <Button
            look="quiet"
            icon="phone"
            busy={busy === "please_call_me"}
            onPress={() => act({ kind: "please_call_me" })}
          >
            {t("please-call-me")}
          </Button>
        )}
      </Banned>
    );
  }
  if (screen.talkingMuted) {
    return (
      <Banned look="sun" icon="muted">
        {t("call-talking-muted", values)}
      </Banned>
    );
  }
  if (!screen.banner) return null;
  const { key, look, icon } = BANNERS[screen.banner];
  return (
    <Banned look={look} icon={icon}>
      {t(key, values)}
    </Banned>
  );
}

function Banned(props: { look: BannerWords["look"]; icon: IconName; children: ComponentChildren }) {
  return (
    <Note look={props.look} icon={props.icon} live>
      {props.children}
    </Note>
  );
}

function speakersFirst(people: TilePerson[]): TilePerson[] {
  if (people.length < MANY) return people;
  const speaks = (person: TilePerson) => (person.state === "speaking" ? 0 : 1);
  return [...people].sort((one, other) => speaks(one) - speaks(other));
}
