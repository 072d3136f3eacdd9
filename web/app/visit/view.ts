/** What the visit page shows, as one pure function of what it knows and of the time. */
import type { Look, Me } from "../../generated/session";
import type { GuestWaiting, Over, VisitScreen, VisitView, Waiting } from "../../screens/visit/state";
import { looksOf, summaryNews, summaryScreen } from "./afterwards-view";
import { callScreen } from "./call-view";
import { chatOf } from "./chat-view";
import { checkScreen, deviceTrouble } from "./check-view";
import type { VisitModel } from "./model";
import { accessOf, besideOf, clinicianOf, isHere, mePerson, notedOf, personOf, requestOf } from "./people";
import { isHeld } from "./privacy-view";

/** A page that shows nothing for longer says so. */
const SLOW_AFTER_MS = 8_000;
/** "If we know it, a message comes within a minute." */
const ASK_AGAIN_AFTER_MS = 60_000;
/** "They know that you are here." */
const THEY_KNOW_AFTER_MS = 30_000;

/** As long as the server keeps the picture of who knocks. */
const PICTURE_KEPT_MS = 600_000;

/** What needs the person's eyes and hands; a question of the clinic waits until it is done. */
const UNDISTURBED = new Set<VisitScreen["kind"]>(["welcome", "check", "go_in", "second_device", "trouble"]);

export function viewOf(model: VisitModel, now: number): VisitView {
  const { me, look, busy, toast } = model;
  const clinic = me?.clinic ?? look?.clinic;
  const screen = screenOf(model, now);
  const isDisturbed = !UNDISTURBED.has(screen.kind);
  const consent = isDisturbed ? requestOf(me, model.consentFailed) : undefined;
  const noted = isDisturbed ? notedOf(me, model.consentFailed) : undefined;
  return {
    screen,
    beside: besideOf(me),
    biggerWords: model.biggerWords,
    ...(clinic ? { clinic: { name: clinic.name, phone: clinic.phone } } : {}),
    ...(me?.decision_maker ? { access: accessOf(me) } : {}),
    ...(consent ? { consent } : {}),
    ...(noted ? { noted } : {}),
    ...(model.accessFailed ? { accessFailed: model.accessFailed } : {}),
    ...(me && screen.kind === "call" ? chatOf(model.live, me) : {}),
    ...(model.afterwards.looks ? { looks: looksOf(model.afterwards.looks) } : {}),
    ...(busy ? { busy } : {}),
    ...(toast ? { toast } : {}),
  };
}

/** From what hides everything to what everyone sees in the end. */
export function screenOf(model: VisitModel, now: number): VisitScreen {
  const { me, look } = model;
  if (model.obstacle === "link_closed") return linkClosed(model, now);
  if (model.obstacle) return { kind: "trouble", what: model.obstacle };
  if (model.notMe) return { kind: "not_me" };
  if (model.secondDevice) return secondDevice(model);
  if (model.callComing !== undefined) {
    return { kind: "trouble", what: "call_coming", lastDigits: model.callComing };
  }
  if (me && !model.steppedBack) return entered(model, me, now);
  if (look) return welcome(look, now);
  return { kind: "loading", slow: now - model.openedAt > SLOW_AFTER_MS };
}

function welcome(look: Look, now: number): VisitScreen {
  if (look.opening === "cancelled") return { kind: "trouble", what: "cancelled" };
  const at = new Date(look.scheduled_at);
  return {
    kind: "welcome",
    me: {
      id: "me",
      name: look.first_name,
      role: look.role,
      ...(look.interprets ? { interprets: look.interprets } : {}),
    },
    at,
    minutesLeft: Math.ceil((at.getTime() - now) / 60_000),
    ...(look.opening === "over" ? { isOver: true } : {}),
  };
}

function entered(model: VisitModel, me: Me, now: number): VisitScreen {
  if (isElsewhere(model)) return { kind: "trouble", what: "elsewhere" };
  switch (me.screen) {
    case "too_early":
    case "moved":
      return ahead(model, me, now);
    case "check":
      return model.calledBack ? over(me, "goes_on") : checkOr(model, me, now);
    case "waiting":
      return model.check.isWanted ? checkOr(model, me, now) : waiting(model, me, now);
    case "knocked":
      return model.check.isWanted ? checkOr(model, me, now) : knocked(model, me, now);
    case "reads_later":
      return over(me, "reads_later");
    case "go_in":
      return model.wentIn ? callScreen(model, me, now) : goIn(me);
    case "call":
      if (isHeld(model.live, me)) return { kind: "held", me: mePerson(me) };
      return model.calledBack && !model.wentIn ? goIn(me) : callScreen(model, me, now);
    case "cancelled":
      return { kind: "trouble", what: "cancelled" };
    case "replaced":
      return { kind: "trouble", what: "elsewhere" };
    default:
      return (
        summaryScreen(me, model.afterwards) ?? {
          ...over(me, overReason(me)),
          ...summaryNews(me, model.afterwards),
        }
      );
  }
}

const isElsewhere = ({ live }: VisitModel): boolean =>
  live.socket?.kind === "ended" && live.socket.ended.why === "elsewhere";

const checkOr = (model: VisitModel, me: Me, now: number): VisitScreen =>
  deviceTrouble(model, me) ?? checkScreen(model, me, now);

function ahead(model: VisitModel, me: Me, now: number): VisitScreen {
  const at = new Date(me.visit.scheduled_at);
  if (model.check.isDoneAhead) return { kind: "check_done", at };
  if (model.check.isWanted) return checkOr(model, me, now);
  return { kind: "trouble", what: me.screen === "moved" ? "moved" : "too_early", at };
}

function waiting(model: VisitModel, me: Me, now: number): VisitScreen {
  const guests = me.people.filter(({ role, invitation }) => role === "guest" && invitation === "agreed");
  return {
    kind: "waiting",
    clinician: clinicianOf(me),
    ...(me.place ? { ahead: Math.max(0, me.place.place - 1) } : {}),
    word: waitingWord(me, now),
    family: guests.map((guest) => ({ person: personOf(guest), here: isHere(guest) })),
    comingBack: model.live.socket?.kind === "lost",
  };
}

/** Only what is true of the clinician now; who cannot be spoken for is not. */
export function waitingWord(me: Me, now: number): Waiting["word"] {
  const { clinician, place } = me;
  if (clinician?.status === "with_someone" && clinician.knows_you_are_here) return "with_someone";
  if (clinician?.status === "free" && (place?.place ?? 1) === 1) return "very_soon";
  const isTime = now >= Date.parse(me.visit.scheduled_at);
  return clinician?.status === "not_here" && isTime ? "not_arrived" : "cannot_say";
}

function knocked(model: VisitModel, me: Me, now: number): VisitScreen {
  const waited = now - (model.knockedAt ?? now);
  return {
    kind: "guest_waiting",
    me: mePerson(me),
    word: knockWord(me, waited),
    comingBack: model.live.socket?.kind === "lost",
    ...(model.live.media?.camera === "on" ? { picture: pictureOf(model, now) } : {}),
  };
}

function pictureOf({ doorPicture }: VisitModel, now: number): NonNullable<GuestWaiting["picture"]> {
  const isKept = doorPicture && now - doorPicture.at < PICTURE_KEPT_MS;
  return isKept ? { still: doorPicture.still } : {};
}

function knockWord(me: Me, waited: number): GuestWaiting["word"] {
  if (me.room_full) return "room_full";
  if (me.not_yet) return "not_yet";
  if (waited > THEY_KNOW_AFTER_MS) return "they_know";
  return me.standing === "admitted" ? "new_device" : "knocked";
}

function goIn(me: Me): VisitScreen {
  const isPatient = me.person.role === "patient";
  return { kind: "go_in", me: mePerson(me), ...(isPatient ? { clinician: clinicianOf(me) } : {}) };
}

const REASONS: Partial<Record<Me["screen"], Over["reason"]>> = {
  not_held: "nobody_came",
  missed: "missed",
};

/** Away from a visit that goes on, or from the door of one that has not begun. */
const awayFrom = ({ visit }: Me): Over["reason"] =>
  visit.state === "in_progress" ? "you_left" : "left_the_door";

function overReason(me: Me): Over["reason"] {
  const ended = me.visit.outcome === "broken_off" ? "broken_off" : "ended";
  return (me.screen === "left" ? awayFrom(me) : REASONS[me.screen]) ?? ended;
}

function over(me: Me, reason: Over["reason"]): Over {
  return {
    kind: "over",
    me: mePerson(me),
    reason,
    ...(me.clinician ? { clinician: me.clinician.short_name } : {}),
  };
}

function secondDevice({ look, secondDevice: model }: VisitModel): VisitScreen {
  return {
    kind: "second_device",
    step: model?.step ?? "send",
    sentTo: look?.code_channel ?? "",
    ...(model?.triesLeft !== undefined ? { wrong: { triesLeft: model.triesLeft } } : {}),
    ...(model?.closedMinutes !== undefined ? { closedMinutes: model.closedMinutes } : {}),
  };
}

function linkClosed({ linkAskedAt }: VisitModel, now: number): VisitScreen {
  return {
    kind: "trouble",
    what: "link_closed",
    asked: linkAskedAt !== undefined,
    canAskAgain: linkAskedAt === undefined || now - linkAskedAt >= ASK_AGAIN_AFTER_MS,
  };
}
