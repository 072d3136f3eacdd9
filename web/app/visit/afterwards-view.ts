/** What the page says and shows of the summary. Pure. */
import type { Me, SecondFact } from "../../generated/session";
import type { LookEntry, Over, SummaryNews, Unlock, VisitScreen, VisitView } from "../../screens/visit/state";
import type { AfterwardsModel } from "./model";
import { clinicianOf, mePerson } from "./people";

/** The screen in place of "Your visit is over", once the person asked for the summary. */
export function summaryScreen(me: Me, model: AfterwardsModel): VisitScreen | undefined {
  if (me.visit.state !== "ended") return undefined;
  if (model.step === "unlock" && model.fact) return unlock(model, model.fact);
  const summary = model.shown ?? model.present;
  if (model.step !== "read" || !summary) return undefined;
  const isPatient = me.person.role === "patient";
  return {
    kind: "summary",
    me: mePerson(me),
    clinician: clinicianOf(me),
    summary,
    isEarlier: model.shown !== undefined,
    mayChangeAccess: me.decision_maker,
    mayAskWhoLooked: isPatient || me.decision_maker,
  };
}

/** What is said on "Your visit is over". */
export function summaryNews(me: Me, model: AfterwardsModel): Pick<Over, "summary" | "mayAskWhoLooked"> {
  if (me.visit.state !== "ended") return {};
  const news: SummaryNews | undefined = model.isNewer && model.status === "ready" ? "newer" : model.status;
  return { ...(news ? { summary: news } : {}), mayAskWhoLooked: me.decision_maker };
}

function unlock(model: AfterwardsModel, fact: SecondFact): Unlock {
  return {
    kind: "unlock",
    step: stepOf(model, fact),
    sentTo: fact.channel ?? "",
    ...(model.triesLeft === undefined ? {} : { wrong: { triesLeft: model.triesLeft } }),
    ...(model.closedMinutes === undefined ? {} : { closedMinutes: model.closedMinutes }),
  };
}

function stepOf({ isSent }: AfterwardsModel, { kind, may_set_code }: SecondFact): Unlock["step"] {
  if (kind === "mailed_code") return isSent ? "enter" : "send";
  if (kind === "own_code") return "own";
  return may_set_code ? "choose" : "desk";
}

/** Both services' looks as one list, the newest first. */
export function looksOf(looks: NonNullable<AfterwardsModel["looks"]>): NonNullable<VisitView["looks"]> {
  if (!looks.rows) return {};
  const rows = looks.rows.map(
    ({ who, role, what, at }): LookEntry => ({ who, role, what, at: new Date(at) }),
  );
  const summary = looks.summary.map(
    ({ who, role, at }): LookEntry => ({
      who: who ?? "",
      role: role ?? "unknown",
      what: "summary",
      at: new Date(at),
    }),
  );
  const entries = [...rows, ...summary];
  return { entries: entries.sort((one, other) => other.at.getTime() - one.at.getTime()) };
}
