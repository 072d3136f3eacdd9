import { useState } from "preact/hooks";
import { useWords } from "../../texts/words";
import { Button } from "../components/Button";
import { Note } from "../components/Note";
import { Seat } from "../components/Seat";
import { Sheet } from "../components/Sheet";
import type { SummaryScope } from "../people";
import { relationWord } from "../relations";
import { useAround } from "./Page";
import { Reads } from "./Reads";
import type { ConsentRequest } from "./state";

/** Yes or no, freely: nothing is chosen beforehand, and it stays until it is answered. */
export function ConsentSheet({ request, room }: { request: ConsentRequest; room: boolean }) {
  const words = useWords();
  const { t } = words;
  const { act, busy } = useAround();
  const [reads, setReads] = useState<SummaryScope | null>(null);
  const { guest, invitationId } = request;
  const { name } = guest;
  const answering = busy === "consent_yes" || busy === "consent_no";
  const yes = () => reads && act({ kind: "consent_yes", invitationId, scopes: { reads } });
  return (
    <Sheet
      room={room}
      picture={<Seat person={guest} width="4.5rem" />}
      title={
        guest.relation
          ? t("consent-title", { name, relation: relationWord(words, guest.relation) })
          : t("consent-title-no-relation", { name })
      }
      note={t("consent-who-asks", { asker: request.askedBy })}
    >
      {request.failed && (
        <Note look="stop" icon="warning" live>
          {t("consent-failed")}
        </Note>
      )}
      <Reads name={name} chosen={reads} onChoose={setReads} />
      <div class="stack tight">
        <Button wide off={reads === null} about="choose-first" busy={busy === "consent_yes"} onPress={yes}>
          {t("consent-yes", { name })}
        </Button>
        <Button
          wide
          look="quiet"
          busy={answering && busy === "consent_no"}
          onPress={() => act({ kind: "consent_no", invitationId })}
        >
          {t("consent-no")}
        </Button>
      </div>
      <p id="choose-first" class="soft small">
        {reads === null ? t("consent-choose-first", { name }) : t("consent-change")}
      </p>
    </Sheet>
  );
}
