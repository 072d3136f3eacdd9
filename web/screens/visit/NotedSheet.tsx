import { time, useWords } from "../../texts/words";
import { Button } from "../components/Button";
import { Note } from "../components/Note";
import { Seat } from "../components/Seat";
import { Sheet } from "../components/Sheet";
import type { NotedYes } from "./consent-state";
import { useAround } from "./Page";
import { ScopesFacts } from "./ScopesFields";

const WORDS = {
  said_aloud: {
    title: "noted-aloud-title",
    what: "noted-aloud",
    keep: "noted-aloud-right",
    undo: "noted-aloud-undo",
  },
  let_in: {
    title: "noted-let-in-title",
    what: "noted-urgent",
    keep: "noted-urgent-read",
    undo: "noted-urgent-undo",
  },
  told: {
    title: "noted-told-title",
    what: "noted-urgent",
    keep: "noted-urgent-read",
    undo: "noted-urgent-undo",
  },
} as const;

/** What was written down in the patient's name: read, or undone with one tap. Stays until then. */
export function NotedSheet({ noted, room }: { noted: NotedYes; room: boolean }) {
  const { t } = useWords();
  const { act, busy } = useAround();
  const { invitationId, guest } = noted;
  const { title, what, keep, undo } = WORDS[noted.how];
  const values = { name: guest.name, clinician: noted.by, time: time(noted.at) };
  return (
    <Sheet
      room={room}
      picture={<Seat person={guest} width="4.5rem" />}
      title={t(title, values)}
      note={t("access-note")}
    >
      {noted.failed && (
        <Note look="stop" icon="warning" live>
          {t("did-not-reach-us")}
        </Note>
      )}
      <p>{t(what, values)}</p>
      {noted.words && (
        <blockquote class="note">
          <bdi>{noted.words}</bdi>
        </blockquote>
      )}
      {noted.how === "said_aloud" && <ScopesFacts scopes={noted.scopes} />}
      <div class="stack tight">
        <Button wide busy={busy === "noted_read"} onPress={() => act({ kind: "noted_read", invitationId })}>
          {t(keep)}
        </Button>
        {noted.mayUndo && (
          <Button
            wide
            look="quiet"
            busy={busy === "noted_undo"}
            onPress={() => act({ kind: "noted_undo", invitationId, name: guest.name })}
          >
            {t(undo, values)}
          </Button>
        )}
      </div>
    </Sheet>
  );
}
