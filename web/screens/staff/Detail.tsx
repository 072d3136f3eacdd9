import { useState } from "preact/hooks";
import { Phone } from "../../texts/Said";
import { date, day, time, useWords } from "../../texts/words";
import { Button } from "../components/Button";
import type { IconName } from "../components/Icon";
import { Note } from "../components/Note";
import { Pill, type PillLook } from "../components/Pill";
import { nameAndRelation } from "../relations";
import { Apart, KeepApartSheet, LetMeetSheet, MustNotMeet } from "./Apart";
import { agreedWords, roleWords } from "./agreed";
import { CancelSheet, MoveSheet, NewLinkSheet, NoShowSheet } from "./DetailSheets";
import { Frame, PathLink, useAround } from "./Frame";
import { HandOverSheet } from "./HandOverSheet";
import { historySentence } from "./history";
import { InviteSheet } from "./InviteSheet";
import { ReadinessPill, StatePill } from "./pills";
import type { LinkLine, VisitDetail } from "./state";

export type DetailSheet =
  | "move"
  | "cancel"
  | "invite"
  | "no_show"
  | "hand_over"
  | "keep_apart"
  | { newLink: string }
  | { letMeet: string };

/** Solve one problem. */
export function DetailScreen({
  screen,
  sheet: first,
}: {
  screen: VisitDetail;
  sheet?: DetailSheet | undefined;
}) {
  const { t } = useWords();
  const [sheet, setSheet] = useState<DetailSheet | null>(first ?? null);
  const { act } = useAround();
  const close = () => {
    setSheet(null);
    if (screen.refusedMove) act({ kind: "keep_time" });
  };
  return (
    <Frame current="none">
      <div class="row wrap">
        <h1 tabIndex={-1}>
          <bdi>{screen.patient}</bdi>
        </h1>
        <span class="soft num">{t("day-and-time", { day: day(screen.at), time: time(screen.at) })}</span>
        <StatePill state={screen.state} />
        <ReadinessPill readiness={screen.readiness} />
      </div>
      {screen.changedAt && (
        <Note look="sun" icon="turn" live>
          {t("changed-meanwhile", { time: time(screen.changedAt) })}
        </Note>
      )}
      <div class="two">
        <div class="stack">
          <People screen={screen} onSheet={setSheet} />
          <Apart screen={screen} onSheet={setSheet} />
          <History screen={screen} />
        </div>
        <aside class="stack" aria-label={t("detail-about")}>
          <Facts screen={screen} />
          <Deeds screen={screen} onSheet={setSheet} />
        </aside>
      </div>
      {(sheet === "move" || screen.refusedMove) && <MoveSheet screen={screen} onClose={close} />}
      {sheet === "cancel" && <CancelSheet screen={screen} onClose={close} />}
      {sheet === "no_show" && <NoShowSheet screen={screen} onClose={close} />}
      {(sheet === "invite" || screen.refusedInvite) && (
        <InviteSheet screen={screen} patient={screen.patient} onClose={close} />
      )}
      {sheet === "hand_over" && <HandOverSheet screen={screen} onClose={close} />}
      {sheet === "keep_apart" && <KeepApartSheet screen={screen} onClose={close} />}
      {sheet && typeof sheet === "object" && "newLink" in sheet && (
        <NewLinkSheet screen={screen} personId={sheet.newLink} onClose={close} />
      )}
      {sheet && typeof sheet === "object" && "letMeet" in sheet && (
        <LetMeetSheet screen={screen} pairId={sheet.letMeet} onClose={close} />
      )}
    </Frame>
  );
}

export interface PartProps {
  screen: VisitDetail;
  onSheet: (sheet: DetailSheet) => void;
}

const SENT: Record<LinkLine["sent"], { key: string; look: PillLook; icon: IconName }> = {
  sent: { key: "link-sent", look: "plain", icon: "mail" },
  delivered: { key: "link-delivered", look: "good", icon: "tick" },
  failed: { key: "link-failed", look: "stop", icon: "cross" },
  not_sent: { key: "link-not-sent", look: "none", icon: "clock" },
};

function People({ screen, onSheet }: PartProps) {
  const { t } = useWords();
  return (
    <section class="card stack" aria-labelledby="detail-people">
      <div class="row wrap">
        <h2 id="detail-people">{t("detail-people")}</h2>
        {screen.may.invite && (
          <Button look="bare" icon="people" end onPress={() => onSheet("invite")}>
            {t("invite-someone")}
          </Button>
        )}
      </div>
      <ul class="rows">
        {screen.links.map((link) => (
          <li key={link.person.id} class="row wrap">
            <PersonLine link={link} patient={screen.patient} />
            {screen.may.newLink && (
              <Button
                look="quiet"
                end
                label={t("new-link-label", { name: link.person.name })}
                onPress={() => onSheet({ newLink: link.person.id })}
              >
                {t("send-a-new-link")}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

const CONSENTS = {
  agreed: "consent-agreed",
  asked: "consent-asked",
  declined: "consent-declined",
  taken_back: "consent-taken-back",
} as const;

function PersonLine({ link, patient }: { link: LinkLine; patient: string }) {
  const words = useWords();
  const { t } = words;
  const { key, look, icon } = SENT[link.sent];
  return (
    <div class="stack tight">
      <p>
        <b>{nameAndRelation(words, link.person)}</b>{" "}
        {link.person.role !== "patient" && <span>{roleWords(words, link.person, link.language)}</span>}{" "}
        <span class="soft">{link.contact}</span>
      </p>
      <p class="row wrap tight">
        <Pill look={look} icon={icon}>
          {t(key)}
        </Pill>
        {link.openedAt && (
          <Pill look="good" icon="tick">
            <span class="num">{t("link-opened", { time: time(link.openedAt) })}</span>
          </Pill>
        )}
        {link.consent && (
          <Pill
            look={link.consent === "agreed" ? "good" : link.consent === "asked" ? "sun" : "none"}
            icon="people"
          >
            {t(CONSENTS[link.consent])}
          </Pill>
        )}
      </p>
      <MustNotMeet people={link.mustNotMeet} />
      {link.agreed && <p class="soft small">{agreedWords(words, link.agreed, patient)}</p>}
    </div>
  );
}

function History({ screen }: { screen: VisitDetail }) {
  const words = useWords();
  const { t } = words;
  return (
    <section class="card stack tight" aria-labelledby="detail-history">
      <h2 id="detail-history">{t("detail-history")}</h2>
      <ol class="rows">
        {screen.history.map((line, place) => (
          <li key={place} class="row">
            <span class="soft num">{t("time-only", { time: time(line.at) })}</span>
            <span>{historySentence(words, line)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Facts({ screen }: { screen: VisitDetail }) {
  const { t } = useWords();
  return (
    <section class="card">
      <dl class="facts">
        <dt>{t("column-clinician")}</dt>
        <dd>{screen.clinician}</dd>
        <dt>{t("field-length")}</dt>
        <dd class="num">{t("length-minutes", { minutes: screen.minutes })}</dd>
        {screen.birthDate && (
          <>
            <dt>{t("field-birth-date")}</dt>
            <dd class="num">{t("date-only", { date: date(screen.birthDate) })}</dd>
          </>
        )}
        {screen.phone && (
          <>
            <dt>{t("fact-phone")}</dt>
            <dd>
              <Phone number={screen.phone} />
            </dd>
          </>
        )}
      </dl>
    </section>
  );
}

function Deeds({ screen, onSheet }: PartProps) {
  const { t } = useWords();
  const { act, busy } = useAround();
  const { may, visitId } = screen;
  if (!Object.values({ ...may, newLink: false, invite: false, keepApart: false }).includes(true)) return null;
  return (
    <section class="card stack tight" aria-label={t("detail-deeds")}>
      {may.summary && (
        <PathLink to={{ page: "summary", visitId }} look="btn wide">
          {t("the-summary")}
        </PathLink>
      )}
      {may.reopen && (
        <Button
          wide
          look="quiet"
          icon="turn"
          busy={busy === "reopen"}
          onPress={() => act({ kind: "reopen", visitId })}
        >
          {t("go-on-after-all")}
        </Button>
      )}
      {may.undoNoShow && (
        <Button
          wide
          look="quiet"
          icon="turn"
          busy={busy === "undo_no_show"}
          onPress={() => act({ kind: "undo_no_show", visitId })}
        >
          {t("came-after-all")}
        </Button>
      )}
      {screen.handOver && (
        <Note icon="people">
          <p>{t("offered-to", { name: screen.handOver.to })}</p>
          {may.takeOver && (
            <Button
              look="quiet"
              busy={busy === "accept_hand_over"}
              onPress={() => act({ kind: "accept_hand_over", visitId })}
            >
              {t("accept-for", { name: screen.handOver.to })}
            </Button>
          )}
        </Note>
      )}
      {may.handOver && (
        <Button wide look="quiet" icon="people" onPress={() => onSheet("hand_over")}>
          {t("hand-over")}
        </Button>
      )}
      {may.move && (
        <Button wide look="quiet" icon="calendar" onPress={() => onSheet("move")}>
          {t("move")}
        </Button>
      )}
      {may.byPhone && (
        <Button
          wide
          look="quiet"
          icon="phone"
          busy={busy === "go_on_by_phone"}
          onPress={() => act({ kind: "go_on_by_phone", visitId })}
        >
          {t("goes-on-by-phone")}
        </Button>
      )}
      {may.noShow && (
        <Button wide look="quiet" icon="away" onPress={() => onSheet("no_show")}>
          {t("nobody-came")}
        </Button>
      )}
      {may.cancel && (
        <Button wide look="quiet" icon="cross" onPress={() => onSheet("cancel")}>
          {t("cancel-visit")}
        </Button>
      )}
    </section>
  );
}
