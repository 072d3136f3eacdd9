import { time, useWords } from "../../texts/words";
import { Button } from "../components/Button";
import type { IconName } from "../components/Icon";
import { Note } from "../components/Note";
import { Pill, type PillLook } from "../components/Pill";
import { nameAndRelation } from "../relations";
import { GETS } from "../summary/words";
import { PathLink, useAround } from "./Frame";
import type { EditorSheet } from "./SummarySheets";
import type { Delivery, Draft, Present, Reader, SummaryEditor } from "./summary-state";

interface Props {
  screen: SummaryEditor;
  onSheet: (sheet: EditorSheet) => void;
}

/** Who gets it, how it went, and what can be done. */
export function SummaryAside({ screen, onSheet }: Props) {
  const { t } = useWords();
  const isShort = screen.draft && screen.deliveries.length === 0;
  return (
    <aside class={isShort ? "stack in-sight" : "stack"} aria-label={t("editor-aside")}>
      <Readers screen={screen} />
      {screen.deliveries.length > 0 && <Deliveries screen={screen} />}
      {screen.maySign ? (
        <Deeds screen={screen} onSheet={onSheet} />
      ) : (
        <Note icon="lock">{t("editor-not-responsible")}</Note>
      )}
    </aside>
  );
}

function Readers({ screen: { readers } }: { screen: SummaryEditor }) {
  const { t } = useWords();
  return (
    <section class="card stack tight" aria-labelledby="who-gets-it">
      <h2 id="who-gets-it">{t("who-gets-it")}</h2>
      {readers ? (
        <ul class="stack tight">
          {readers.map((reader) => (
            <ReaderLine key={reader.id} reader={reader} />
          ))}
        </ul>
      ) : (
        <p role="status">{t("readers-unknown")}</p>
      )}
      <p class="soft small">{t("only-a-link")}</p>
    </section>
  );
}

function ReaderLine({ reader }: { reader: Reader }) {
  const words = useWords();
  const { t } = words;
  const { act, busy } = useAround();
  return (
    <li class="stack tight">
      <p class="row wrap tight">
        <b>{nameAndRelation(words, reader)}</b>
        <span class="soft">{t(GETS[reader.gets])}</span>
      </p>
      {reader.gets !== "nothing" && (
        <Button
          look="quiet"
          icon="eye"
          busy={busy === "see_as"}
          onPress={() => act({ kind: "see_as", personId: reader.id })}
        >
          {t("as-name-sees-it", { name: reader.name })}
        </Button>
      )}
    </li>
  );
}

const STATES: Record<Delivery["state"], { key: string; look: PillLook; icon: IconName }> = {
  queued: { key: "delivery-queued", look: "none", icon: "clock" },
  sent: { key: "delivery-sent", look: "plain", icon: "mail" },
  failed: { key: "delivery-failed", look: "stop", icon: "cross" },
  opened: { key: "delivery-opened", look: "good", icon: "tick" },
};

const NEWS: Record<Delivery["news"], string> = {
  ready: "delivery-ready",
  corrected: "delivery-corrected",
  mistake: "delivery-mistake",
};

function Deliveries({ screen: { deliveries, visitId } }: { screen: SummaryEditor }) {
  const { t } = useWords();
  const hasFailed = deliveries.some(({ state }) => state === "failed");
  return (
    <section class="card stack tight" aria-labelledby="how-it-went-out">
      <h2 id="how-it-went-out">{t("how-it-went-out")}</h2>
      <ul class="rows">
        {deliveries.map(({ personId, name, number, news, state, at }) => {
          const { key, look, icon } = STATES[state];
          return (
            <li key={`${personId} ${number} ${news}`} class="stack tight">
              <p>
                <b>
                  <bdi>{name}</bdi>
                </b>{" "}
                <span class="soft">{t(NEWS[news])}</span>
              </p>
              <p>
                <Pill look={look} icon={icon}>
                  <span class="num">{t(key, { time: time(at) })}</span>
                </Pill>
              </p>
            </li>
          );
        })}
      </ul>
      {hasFailed && (
        <>
          <p>{t("delivery-please-call")}</p>
          <PathLink to={{ page: "visit", visitId }} look="btn quiet">
            {t("open-the-visit")}
          </PathLink>
        </>
      )}
    </section>
  );
}

function Deeds({ screen, onSheet }: Props) {
  const { draft, present } = screen;
  if (draft) return <DraftDeeds draft={draft} screen={screen} onSheet={onSheet} />;
  return present ? <PresentDeeds present={present} onSheet={onSheet} /> : null;
}

function DraftDeeds({ draft, screen, onSheet }: Props & { draft: Draft }) {
  const { t } = useWords();
  const { act, busy } = useAround();
  const isAskedFor = draft.sections.some(({ state }) => state === "conflict" || state === "refused");
  return (
    <div class="stack tight">
      <Button
        wide
        off={!screen.readers || isAskedFor}
        busy={busy === "sign"}
        about="sign-words"
        onPress={() => act({ kind: "sign" })}
      >
        {t("sign-and-send")}
      </Button>
      <p id="sign-words" class="soft small">
        {t(isAskedFor ? "sign-settle-first" : "sign-words")}
      </p>
      <Button wide look="bare" onPress={() => onSheet({ waive: draft.number })}>
        {t(draft.reason ? "no-correction" : "no-summary")}
      </Button>
    </div>
  );
}

function PresentDeeds({ present, onSheet }: { present: Present; onSheet: Props["onSheet"] }) {
  const { t } = useWords();
  return (
    <div class="stack tight">
      <Button wide icon="pen" onPress={() => onSheet({ amend: present.number })}>
        {t(present.state === "signed" ? "correct-it" : "write-after-all")}
      </Button>
      {present.state === "signed" && (
        <Button wide look="quiet" icon="warning" onPress={() => onSheet({ inError: present.number })}>
          {t("was-a-mistake")}
        </Button>
      )}
    </div>
  );
}
