/** The check of picture, sound and internet as a screen, and what the browser's refusals mean. Pure. */
import type { Check as CheckReport, Me } from "../../generated/session";
import type { Check, VisitScreen } from "../../screens/visit/state";
import type { VisitModel } from "./model";
import { mePerson } from "./people";

/** "Not heard for 6 s." */
const SILENT_AFTER_MS = 6_000;
/** On the meter's scale of 100: a voice, and something that may be one. */
const HEARD_FROM = 45;
const QUIET_FROM = 25;

export function checkScreen(model: VisitModel, me: Me, now: number): VisitScreen {
  const { check, live } = model;
  const camera = live.media?.camera ?? "asking";
  const microphone = live.media?.microphone ?? "asking";
  return {
    kind: "check",
    me: mePerson(me),
    picture: camera === "off" ? "refused" : camera,
    sound: microphone === "off" || microphone === "busy" ? "missing" : microphone,
    stream: live.media?.stream ?? null,
    level: live.media?.level ?? 0,
    voice: voiceOf(model, now),
    internet: check.internet,
    bell: check.bell,
    ahead: me.screen === "too_early" || me.screen === "moved",
  };
}

export function voiceOf({ check }: Pick<VisitModel, "check">, now: number): Check["voice"] {
  if (check.loudest >= HEARD_FROM) return "heard";
  if (check.loudest >= QUIET_FROM) return "quiet";
  const listened = check.listeningSince === undefined ? 0 : now - check.listeningSince;
  return listened > SILENT_AFTER_MS ? "silent" : "waiting";
}

/** The one thing that stands between this person and being heard, if there is one. The microphone comes first. */
export function deviceTrouble({ check, live }: VisitModel, me: Me): VisitScreen | undefined {
  const { media } = live;
  if (!media) return undefined;
  const mayOnlyListen = me.person.role === "guest";
  if (media.microphone === "refused") return { kind: "trouble", what: "microphone_refused" };
  if ((media.microphone === "missing" || media.microphone === "busy") && !mayOnlyListen) {
    return { kind: "trouble", what: "no_device" };
  }
  if (media.camera === "refused" && !check.soundOnly) return { kind: "trouble", what: "camera_refused" };
  return undefined;
}

/** What the clinic hears of the check. */
export function checkReport(model: VisitModel, now: number): CheckReport {
  const { media } = model.live;
  const microphone = deviceWord(media?.microphone);
  const quiet = microphone === "ok" && voiceOf(model, now) !== "heard";
  return {
    camera: deviceWord(media?.camera),
    microphone: quiet ? "quiet" : microphone,
    speaker: model.check.bell === "not_heard" ? "no" : "ok",
    network: model.check.internet === "measuring" ? "video" : model.check.internet,
    done: true,
  };
}

function deviceWord(state: string | undefined): "ok" | "refused" | "missing" {
  if (state === "on") return "ok";
  return state === "refused" || state === "off" ? "refused" : "missing";
}
