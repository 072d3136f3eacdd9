import { useState } from "preact/hooks";
import { useWords, type Words } from "../../texts/words";
import { Button } from "../components/Button";
import { Icon, type IconName } from "../components/Icon";
import { Note } from "../components/Note";
import { Pill, type PillLook } from "../components/Pill";
import { Seat } from "../components/Seat";
import { Sheet } from "../components/Sheet";
import { languageName } from "../languages";
import type { Person } from "../people";
import { nameAndRelation } from "../relations";
import { besideWords } from "./beside";
import { ChangeYes } from "./ChangeYes";
import type { AccessEntry, Beside as BesideState } from "./consent-state";
import { useAround } from "./Page";
import { ScopesFacts } from "./ScopesFields";

/** One person's question, opened: `back:ana` takes the yes back, `change:ana` changes it. */
export type Asking = `${"back" | "change"}:${string}` | "";

interface Props {
  entries: AccessEntry[];
  beside: BesideState[];
  failed?: string | undefined;
  room: boolean;
  /** Already open on this person's question; for pictures. */
  asking?: Asking;
  onClose: () => void;
}

/** Who may see and hear, and the way to take it back: two taps, from the screen that gave it. */
export function AccessSheet({ entries, beside, failed, room, asking = "", onClose }: Props) {
  const { t } = useWords();
  const [chosen, choose] = useState<Asking>(asking);
  return (
    <Sheet title={t("access-title")} note={t("access-note")} room={room} onClose={onClose}>
      {entries.length + beside.length === 0 && <p>{t("access-nobody")}</p>}
      <ul class="stack">
        {entries.map((entry) => (
          <li key={entry.person.id} class="stack access">
            <Entry entry={entry} isChanging={chosen === `change:${entry.person.id}`} />
            {failed === entry.person.id && (
              <Note look="stop" icon="warning" live>
                {t("did-not-reach-us")}
              </Note>
            )}
            <Deeds entry={entry} chosen={chosen} choose={choose} />
          </li>
        ))}
        {beside.map((one) => (
          <li key={`${one.name} ${one.with?.id}`} class="stack tight access">
            <Beside beside={one} />
          </li>
        ))}
      </ul>
      <Button wide look="quiet" onPress={onClose}>
        {t("close")}
      </Button>
    </Sheet>
  );
}

function Entry({ entry, isChanging }: { entry: AccessEntry; isChanging: boolean }) {
  const words = useWords();
  const { key, look, icon } = standing(entry);
  return (
    <div class="row">
      <Seat person={entry.person} width="3.5rem" />
      <div class="stack tight">
        <b>{nameAndRole(words, entry.person)}</b>
        <p>
          <Pill look={look} icon={icon}>
            {words.t(key)}
          </Pill>
        </p>
        {entry.scopes && entry.state === "agreed" && !isChanging && <ScopesFacts scopes={entry.scopes} />}
      </div>
    </div>
  );
}

function nameAndRole(words: Words, person: Person): string {
  const { name, role, interprets } = person;
  if (role === "interpreter") {
    return words.t("access-interprets", { name, language: languageName(words, interprets ?? "") });
  }
  return role === "observer" ? words.t("access-looks-on", { name }) : nameAndRelation(words, person);
}

function Deeds({
  entry,
  chosen,
  choose,
}: {
  entry: AccessEntry;
  chosen: Asking;
  choose: (asking: Asking) => void;
}) {
  const { id } = entry.person;
  const close = () => choose("");
  // What was taken back has nothing left to ask.
  const isOpen = entry.state === "agreed" || entry.state === "asked" || entry.state === "role";
  if (isOpen && chosen === `back:${id}`) return <TakeBack entry={entry} onKeep={close} />;
  if (isOpen && chosen === `change:${id}`) return <ChangeYes entry={entry} onDone={close} />;
  return (
    <>
      <Hold entry={entry} />
      <Offers entry={entry} choose={choose} />
    </>
  );
}

function Offers({ entry, choose }: { entry: AccessEntry; choose: (asking: Asking) => void }) {
  const { t } = useWords();
  const { person, state } = entry;
  const { id, name } = person;
  if (person.role === "interpreter" && (state === "role" || state === "asked")) {
    return (
      <Button look="quiet" wide onPress={() => choose(`back:${id}`)}>
        {t("without-person", { name })}
      </Button>
    );
  }
  if (state !== "agreed") return null;
  return (
    <div class="row even wrap">
      <Button look="quiet" label={t("take-back-from", { name })} onPress={() => choose(`back:${id}`)}>
        {t("take-back")}
      </Button>
      {person.role === "guest" && (
        <Button look="quiet" label={t("change-for", { name })} onPress={() => choose(`change:${id}`)}>
          {t("change")}
        </Button>
      )}
    </div>
  );
}

/** Talk without one person for a while. */
function Hold({ entry }: { entry: AccessEntry }) {
  const { t } = useWords();
  const { act, busy } = useAround();
  const { id, name } = entry.person;
  if (!entry.hold) return null;
  if (entry.hold === "held_by_other") return <p class="small soft">{t("held-by-clinic", { name })}</p>;
  const isHeld = entry.hold === "held";
  return (
    <Button
      look="quiet"
      wide
      icon="lock"
      busy={busy === "hold"}
      onPress={() => act({ kind: "hold", personId: id, on: !isHeld })}
    >
      {t(isHeld ? "bring-person-back" : "talk-without", { name })}
    </Button>
  );
}

function TakeBack({ entry, onKeep }: { entry: AccessEntry; onKeep: () => void }) {
  const { t } = useWords();
  const { act, busy } = useAround();
  const { person, here } = entry;
  const { name } = person;
  return (
    <div class="stack tight" role="group" aria-label={t("take-back-from", { name })}>
      <p role="status">{t(here ? "take-back-here" : "take-back-away", { name })}</p>
      <Button
        wide
        busy={busy === "take_back"}
        onPress={() => act({ kind: "take_back", personId: person.id })}
      >
        {t("do-it")}
      </Button>
      <Button wide look="quiet" onPress={onKeep}>
        {t("keep-person", { name })}
      </Button>
    </div>
  );
}

/** In the same room, without a phone: only the patient knows when that ends. */
function Beside({ beside }: { beside: BesideState }) {
  const words = useWords();
  const { t } = words;
  const { name } = beside;
  const { act, busy } = useAround();
  return (
    <>
      <p class="row">
        <Icon name="people" />
        <b>{besideWords(words, beside)}</b>
      </p>
      {!beside.with && (
        <Button
          look="quiet"
          wide
          busy={busy === "not_beside_me"}
          onPress={() => act({ kind: "not_beside_me", name })}
        >
          {t("beside-gone", { name })}
        </Button>
      )}
    </>
  );
}

function standing({ state, here, hold }: AccessEntry): { key: string; look: PillLook; icon: IconName } {
  if (state === "asked") return { key: "access-asked", look: "sun", icon: "clock" };
  if (state === "declined") return { key: "access-declined", look: "none", icon: "cross" };
  if (state === "taken_back") return { key: "access-taken-back", look: "none", icon: "cross" };
  if (state === "expired") return { key: "access-expired", look: "none", icon: "cross" };
  if (hold === "held" || hold === "held_by_other") return { key: "access-held", look: "sun", icon: "lock" };
  return here
    ? { key: "access-here", look: "good", icon: "sound" }
    : { key: "access-away", look: "none", icon: "clock" };
}
