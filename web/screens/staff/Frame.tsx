import type { ComponentChildren } from "preact";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { day, time, useWords, type Words, zoneName } from "../../texts/words";
import { Brand } from "../components/Brand";
import { Button } from "../components/Button";
import { Icon } from "../components/Icon";
import { Language } from "../components/Language";
import { Note } from "../components/Note";
import { type Place, pathTo } from "./paths";
import type { Freshness, Me, StaffAct, StaffAction, StaffView } from "./state";

/** What every staff screen needs besides its own state. */
export interface Around {
  me?: Me | undefined;
  clock?: StaffView["clock"];
  act: StaffAct;
  busy?: StaffAction["kind"] | undefined;
  onLanguage: (language: string) => void;
}

export const AroundContext = createContext<Around>({ act: () => {}, onLanguage: () => {} });

export const useAround = (): Around => useContext(AroundContext);

/** A link within the page: opens without loading, and as any link in a new window. */
export function PathLink(props: {
  to: Place;
  current?: boolean;
  look?: string;
  children: ComponentChildren;
}) {
  const { act } = useAround();
  const path = pathTo(props.to);
  const follow = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    act({ kind: "go", path });
  };
  return (
    <a href={path} class={props.look} aria-current={props.current ? "page" : undefined} onClick={follow}>
      {props.children}
    </a>
  );
}

/** The page of a list: navigation, who is signed in, the way out. */
export function Frame({
  current,
  children,
}: {
  current: "home" | "schedule" | "emergencies" | "none";
  children: ComponentChildren;
}) {
  const words = useWords();
  const { t } = words;
  const { me, clock, act, busy, onLanguage } = useAround();
  const whose = clockWords(words, clock);
  const desk = me?.role === "desk";
  return (
    <div class="page staff">
      <header class="nav">
        <Brand name="Beside" />
        <nav class="row" aria-label={t("nav")}>
          <PathLink to={{ page: "home" }} current={current === "home"}>
            {t("nav-today")}
          </PathLink>
          {desk && (
            <PathLink to={{ page: "schedule" }} current={current === "schedule"}>
              {t("nav-schedule")}
            </PathLink>
          )}
          {me?.role === "clinician" && (
            <PathLink to={{ page: "emergencies" }} current={current === "emergencies"}>
              {t("nav-emergencies")}
            </PathLink>
          )}
        </nav>
        <div class="end row wrap">
          {desk && current !== "schedule" && (
            <PathLink to={{ page: "schedule" }} look="btn">
              <Icon name="plus" /> {t("new-visit")}
            </PathLink>
          )}
          <bdi class="soft">{me?.name}</bdi>
          <Language onChange={onLanguage} />
          <Button look="bare" busy={busy === "sign_out"} onPress={() => act({ kind: "sign_out" })}>
            {t("sign-out")}
          </Button>
        </div>
      </header>
      <main>
        {whose && <p class="soft small">{whose}</p>}
        {children}
      </main>
    </div>
  );
}

/** Whose clock the times are read from, where one could be wrong about it. */
export const clockWords = ({ t, language }: Words, clock: StaffView["clock"]): string | undefined =>
  clock?.differs ? t("times-of-clinic", { zone: zoneName(clock.zone, language) }) : undefined;

/** A list that the server no longer keeps fresh says so, and what is in it cannot be acted on. */
export function Stale({ fresh }: { fresh: Freshness }) {
  const { t } = useWords();
  return fresh.live ? null : (
    <Note look="stop" icon="warning" live>
      {t("list-old", { time: time(fresh.lastUpdate) })}
    </Note>
  );
}

export function Today({ now }: { now: Date }) {
  const { t } = useWords();
  return <>{t("today-date", { day: day(now) })}</>;
}
