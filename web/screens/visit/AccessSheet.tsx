import { useState } from "preact/hooks";
import { useWords, type Words } from "../../texts/words";
import { Button } from "../components/Button";
import type { IconName } from "../components/Icon";
import { Pill, type PillLook } from "../components/Pill";
import { Seat } from "../components/Seat";
import { Sheet } from "../components/Sheet";
import { nameAndRelation } from "../relations";
import { useAround } from "./Page";
import { READS_FACT } from "./Reads";
import type { AccessEntry } from "./state";

interface Props {
  entries: AccessEntry[];
  room: boolean;
  /** Already open on this person's question; for pictures. */
  asking?: string;
  onClose: () => void;
}

/** Who may see and hear, and the way to take it back: two taps, from the screen that gave it. */
export function AccessSheet({ entries, room, asking = "", onClose }: Props) {
  const { t } = useWords();
  const [chosen, setChosen] = useState(asking);
  return (
    <Sheet title={t("access-title")} note={t("access-note")} room={room} onClose={onClose}>
      {entries.length === 0 ? (
        <p>{t("access-nobody")}</p>
      ) : (
        <ul class="stack">
          {entries.map((entry) => (
            <li key={entry.person.id} class="stack tight access">
              <Entry entry={entry} />
              <TakeBack
                entry={entry}
                open={chosen === entry.person.id}
                onOpen={() => setChosen(entry.person.id)}
                onKeep={() => setChosen("")}
              />
            </li>
          ))}
        </ul>
      )}
      <Button wide look="quiet" onPress={onClose}>
        {t("close")}
      </Button>
    </Sheet>
  );
}

function Entry({ entry }: { entry: AccessEntry }) {
  const words = useWords();
  const { key, look, icon } = standing(entry);
  return (
    <div class="row">
      <Seat person={entry.person} width="3.5rem" />
      <div class="stack tight">
        <b>{nameAndRelation(words, entry.person)}</b>
        <p>
          <Pill look={look} icon={icon}>
            {words.t(key)}
          </Pill>
        </p>
        {entry.reads && entry.state === "agreed" && <p class="small soft">{fact(words, entry)}</p>}
      </div>
    </div>
  );
}

function TakeBack(props: { entry: AccessEntry; open: boolean; onOpen: () => void; onKeep: () => void }) {
  const { t } = useWords();
  const { act, busy } = useAround();
  const { person, state, here } = props.entry;
  const { name } = person;
  if (state !== "agreed" || person.role !== "guest") return null;
  if (!props.open) {
    return (
      <Button look="quiet" wide label={t("take-back-from", { name })} onPress={props.onOpen}>
        {t("take-back")}
      </Button>
    );
  }
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
      <Button wide look="quiet" onPress={props.onKeep}>
        {t("keep-person", { name })}
      </Button>
    </div>
  );
}

function standing({ state, here }: AccessEntry): { key: string; look: PillLook; icon: IconName } {
  if (state === "asked") return { key: "access-asked", look: "sun", icon: "clock" };
  if (state === "declined") return { key: "access-declined", look: "none", icon: "cross" };
  if (state === "taken_back") return { key: "access-taken-back", look: "none", icon: "cross" };
  return here
    ? { key: "access-here", look: "good", icon: "sound" }
    : { key: "access-away", look: "none", icon: "clock" };
}

const fact = ({ t }: Words, { reads }: AccessEntry): string => (reads ? t(READS_FACT[reads]) : "");
