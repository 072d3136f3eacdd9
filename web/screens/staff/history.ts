import type { Words } from "../../texts/words";
import type { HistoryLine } from "./state";

/** What happened, by the event's name, each as one plain sentence. */
const SENTENCES: Readonly<Record<string, string>> = {
  "visit.booked": "history-booked",
  "visit.rescheduled": "history-moved",
  "visit.cancelled": "history-cancelled",
  "visit.started": "history-started",
  "visit.ended": "history-ended",
  "visit.no_show": "history-no-show",
  "visit.went_by_phone": "history-by-phone",
  "visit.no_show_undone": "history-no-show-undone",
  "person.came_late": "history-came-late",
  "person.stopped_waiting": "history-stopped-waiting",
  "visit.reopened": "history-reopened",
  "summary.signed": "history-summary-signed",
  "summary.not_sent": "history-summary-not-sent",
  "person.arrived": "history-arrived",
  "person.knocked": "history-knocked",
  "person.admitted": "history-admitted",
  "person.left": "history-left",
  "person.removed": "history-removed",
  "link.sent": "history-link-sent",
  "link.failed": "history-link-failed",
  "link.opened": "history-link-opened",
  "consent.asked": "history-consent-asked",
  "consent.agreed": "history-consent-agreed",
  "consent.emergency_told": "history-consent-told",
  "consent.expired": "history-consent-expired",
  "consent.declined": "history-consent-declined",
  "consent.revoked": "history-consent-revoked",
  "visit.handed_over": "history-handed-over",
  "person.held": "history-held",
  "person.brought_back": "history-brought-back",
  "check.failed": "history-check-failed",
  "check.passed": "history-check-passed",
  "page.wrong_person": "history-wrong-person",
};

export function historySentence({ t }: Words, line: HistoryLine): string {
  const key = SENTENCES[line.what];
  return key ? t(key, { who: line.who ?? "" }) : line.what;
}
