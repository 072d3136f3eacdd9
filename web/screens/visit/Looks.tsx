import { day, time, useWords } from "../../texts/words";
import { Button } from "../components/Button";
import { FreeSeat } from "../components/Seat";
import { Sheet } from "../components/Sheet";
import { useAround } from "./Page";
import type { LookEntry, VisitView } from "./state";

const ROLES: Record<LookEntry["role"], string> = {
  clinician: "looked-clinician",
  desk: "looked-desk",
  patient: "looked-other",
  guest: "looked-guest",
  interpreter: "looked-interpreter",
  observer: "looked-other",
  unknown: "looked-other",
};

const WHATS: Record<LookEntry["what"], string> = {
  day: "looked-day",
  search: "looked-search",
  visit: "looked-visit",
  consents: "looked-consents",
  page: "looked-page",
  summary: "looked-summary",
};

/** Who was shown what is the patient's, the newest first. */
export function LooksSheet({ looks, room }: { looks: NonNullable<VisitView["looks"]>; room: boolean }) {
  const { t } = useWords();
  const { act } = useAround();
  const close = () => act({ kind: "close_looks" });
  return (
    <Sheet title={t("who-has-looked")} note={t("access-note")} room={room} onClose={close}>
      {looks.entries ? <Entries entries={looks.entries} /> : <p role="status">{t("one-moment")}</p>}
      <Button wide look="bare" onPress={close}>
        {t("close")}
      </Button>
    </Sheet>
  );
}

function Entries({ entries }: { entries: LookEntry[] }) {
  const { t } = useWords();
  if (entries.length === 0) {
    return (
      <div class="stack mid">
        <FreeSeat width="3.5rem" />
        <p>{t("nobody-looked")}</p>
      </div>
    );
  }
  return (
    <ul class="rows">
      {entries.map(({ who, role, what, at }, place) => (
        <li key={place}>
          <p>
            <b>
              <bdi>{who || t("looked-nameless")}</bdi>
            </b>{" "}
            <span class="soft">{t(ROLES[role])}</span>
          </p>
          <p>{t(WHATS[what])}</p>
          <p class="soft small num">{t("looked-at", { day: day(at), time: time(at) })}</p>
        </li>
      ))}
    </ul>
  );
}
