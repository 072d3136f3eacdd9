import { useState } from "preact/hooks";
import { useWords, type Words } from "../../texts/words";
import { Button } from "../components/Button";
import { Note } from "../components/Note";
import { Seat } from "../components/Seat";
import { Sheet } from "../components/Sheet";
import { languageName } from "../languages";
import type { Person } from "../people";
import { relationWord } from "../relations";
import type { ConsentRequest } from "./consent-state";
import { useAround } from "./Page";
import { type Choosing, isChosen, NOTHING_CHOSEN, ScopesFields } from "./ScopesFields";

/** Nothing but being there: who interprets or looks on gets no messages, no files and no summary. */
const ONLY_THERE: Choosing = { join: true, chat: false, files: false, reads: "nothing" };

const EXPLAINED: Partial<Record<Person["role"], string>> = {
  interpreter: "consent-interpreter",
  observer: "consent-observer",
};

/** Yes or no, freely: nothing is chosen beforehand, and it stays until it is answered. */
export function ConsentSheet({ request, room }: { request: ConsentRequest; room: boolean }) {
  const words = useWords();
  const { t } = words;
  const { guest } = request;
  const { name } = guest;
  const explained = EXPLAINED[guest.role];
  const [chosen, choose] = useState<Choosing>(explained ? ONLY_THERE : NOTHING_CHOSEN);
  return (
    <Sheet
      room={room}
      picture={<Seat person={guest} width="4.5rem" />}
      title={question(words, request)}
      note={request.isAgain ? t("access-note") : t("consent-who-asks", { asker: request.askedBy })}
    >
      {request.failed && (
        <Note look="stop" icon="warning" live>
          {t("consent-failed")}
        </Note>
      )}
      {request.isAgain && <p>{t("consent-again", { name })}</p>}
      {explained ? (
        <p>{t(explained, { name })}</p>
      ) : (
        <ScopesFields name={name} chosen={chosen} onChoose={choose} />
      )}
      <Answers request={request} chosen={chosen} />
    </Sheet>
  );
}

function Answers({ request, chosen }: { request: ConsentRequest; chosen: Choosing }) {
  const { t } = useWords();
  const { act, busy } = useAround();
  const { name, role } = request.guest;
  const interprets = role === "interpreter";
  return (
    <>
      <div class="stack tight">
        <Button
          wide
          off={!isChosen(chosen)}
          about="choose-first"
          busy={busy === "consent_yes"}
          onPress={() => isChosen(chosen) && act({ kind: "consent_yes", request, scopes: chosen })}
        >
          {t(interprets ? "consent-yes-interpreter" : "consent-yes", { name })}
        </Button>
        <Button
          wide
          look="quiet"
          busy={busy === "consent_no"}
          onPress={() => act({ kind: "consent_no", request })}
        >
          {t(interprets ? "without-person" : "consent-no", { name })}
        </Button>
      </div>
      <p id="choose-first" class="soft small">
        {isChosen(chosen) ? t("consent-change") : t("consent-choose-first", { name })}
      </p>
    </>
  );
}

function question(words: Words, { guest, isAgain }: ConsentRequest): string {
  const { name, role, relation, interprets } = guest;
  const { t } = words;
  if (role === "interpreter") {
    return t("consent-title-interpreter", { name, language: languageName(words, interprets ?? "") });
  }
  if (role === "observer") return t("consent-title-observer", { name });
  if (isAgain) return t("consent-title-again", { name });
  return relation
    ? t("consent-title", { name, relation: relationWord(words, relation) })
    : t("consent-title-no-relation", { name });
}
