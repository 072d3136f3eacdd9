import { useState } from "preact/hooks";
import { Said } from "../../texts/Said";
import { day, time, useWords, type Values } from "../../texts/words";
import { Button } from "../components/Button";
import { Field } from "../components/Field";
import { FreeSeat, Seat, SeatPair } from "../components/Seat";
import { languageName } from "../languages";
import { QuietPage, useAround } from "./Page";
import type { Welcome } from "./state";

/** Say that you are you, in few words. Shows no clinician and no reason. */
export function WelcomeScreen({ screen }: { screen: Welcome }) {
  const { t } = useWords();
  const { act, busy, clinic } = useAround();
  const [notMe, setNotMe] = useState(false);
  const { name } = screen.me;
  return (
    <QuietPage help={notMe}>
      <SeatPair>
        <Seat person={screen.me} width="9.5rem" />
        <FreeSeat width="8rem" />
      </SeatPair>
      <div class="stack tight mid push">
        <h1 tabIndex={-1}>{t("welcome-title", { name })}</h1>
        {screen.isOver ? (
          <OverWords screen={screen} />
        ) : screen.me.role === "patient" ? (
          <PatientWords screen={screen} />
        ) : (
          <GuestWords screen={screen} clinic={clinic?.name ?? ""} />
        )}
      </div>
      {notMe ? (
        <SomebodyElse screen={screen} />
      ) : (
        <div class="stack tight push">
          <Button wide busy={busy === "yes_it_is_me"} onPress={() => act({ kind: "yes_it_is_me" })}>
            {t("welcome-yes", { name })}
          </Button>
          <Button wide look="quiet" onPress={() => setNotMe(true)}>
            {t("welcome-not-me", { name })}
          </Button>
        </div>
      )}
      <Recorded />
    </QuietPage>
  );
}

/** The link goes on opening what was written. */
function OverWords({ screen }: { screen: Welcome }) {
  return (
    <p>
      <Said id="welcome-over" values={when(screen)} />
    </p>
  );
}

function PatientWords({ screen }: { screen: Welcome }) {
  const { t } = useWords();
  return (
    <p>
      <Said id={isToday(screen) ? "welcome-when" : "welcome-when-day"} values={when(screen)} />
      <br />
      {t(timing(screen.minutesLeft), { minutes: screen.minutesLeft })}
    </p>
  );
}

function GuestWords({ screen, clinic }: { screen: Welcome; clinic: string }) {
  const words = useWords();
  const { t } = words;
  const { interprets } = screen.me;
  const id = isToday(screen) ? "welcome-guest-when" : "welcome-guest-when-day";
  return (
    <>
      <p>
        <Said id={id} values={{ ...when(screen), clinic }} />
      </p>
      {interprets && <p>{t("welcome-interprets", { language: languageName(words, interprets) })}</p>}
      <p class="soft">{t("welcome-guest-knock")}</p>
    </>
  );
}

/** "Not Rosa?": a helper says who they are, a stranger is thanked and sees nothing more. */
function SomebodyElse({ screen }: { screen: Welcome }) {
  const { t } = useWords();
  const { act, busy } = useAround();
  const [helping, setHelping] = useState(false);
  const [helper, setHelper] = useState("");
  const { name } = screen.me;
  if (!helping) {
    return (
      <div class="stack tight push">
        {screen.me.role === "patient" && (
          <Button wide look="quiet" onPress={() => setHelping(true)}>
            {t("welcome-helping", { name })}
          </Button>
        )}
        <Button
          wide
          look="quiet"
          busy={busy === "someone_else"}
          onPress={() => act({ kind: "someone_else" })}
        >
          {t("welcome-someone-else")}
        </Button>
      </div>
    );
  }
  const go = (event: Event) => {
    event.preventDefault();
    if (helper.trim()) act({ kind: "helping", helper: helper.trim() });
  };
  return (
    <form class="stack push" onSubmit={go}>
      <Field
        label={t("welcome-helper-name")}
        hint={t("welcome-helper-why", { name })}
        value={helper}
        onValue={setHelper}
        autoComplete="given-name"
        required
      />
      <Button wide submit busy={busy === "helping"}>
        {t("go-on")}
      </Button>
    </form>
  );
}

function Recorded() {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  return (
    <div class="mid stack tight">
      <p class="soft small row wrap recorded">
        <span>{t("nothing-recorded")}</span>
        <button type="button" class="link" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t("privacy")}
        </button>
      </p>
      {open && <p class="soft small">{t("privacy-words")}</p>}
    </div>
  );
}

const when = ({ at }: Welcome): Values => ({ time: time(at), day: day(at) });

/** The day comes from the number of minutes, which the server counted, so that no second clock is asked. */
function isToday({ at, minutesLeft }: Welcome): boolean {
  const now = new Date(at.getTime() - minutesLeft * 60_000);
  return now.toDateString() === at.toDateString();
}

function timing(minutesLeft: number): string {
  if (minutesLeft > 15) return "welcome-good-time";
  return minutesLeft > 0 ? "welcome-soon" : "welcome-not-without-you";
}
