/** The call as the patient or guest sees it. Pure. */
import type { Me } from "../../generated/session";
import type { RoomPerson } from "../../generated/wire";
import type { Person, TilePerson } from "../../screens/people";
import type { Call, VisitScreen } from "../../screens/visit/state";
import type { LiveState } from "../live";
import { type Circumstances, ownTile, tileOf } from "../tiles";
import type { VisitModel } from "./model";
import { clinicianOf, mePerson, personOf } from "./people";
import { privacyOf } from "./privacy-view";

const SAY_SO_AFTER_MS = 10_000;
const OFFER_A_CALL_AFTER_MS = 30_000;

export function callScreen({ live }: VisitModel, me: Me, now: number): VisitScreen {
  const how: Circumstances = {
    byPhone: me.visit.modality === "phone",
    bySound: me.visit.modality === "sound",
  };
  const inside = insideOf(live);
  const clinician = clinicianTile(me, inside, live, how);
  const banner = bannerOf(me, inside, live, how);
  const privacy = privacyOf(live, me, (person) => named(me, person));
  return {
    kind: "call",
    clinician,
    others: inside
      .filter(({ person_id }) => person_id !== clinician.id)
      .map((person) => tileOf(named(me, person), live, how)),
    me: ownTile(mePerson(me), live.media, how),
    muted: live.media?.muted ?? false,
    cameraOn: live.media?.camera === "on",
    talkingMuted: (live.media?.muted && live.media.speaking) ?? false,
    connection: connectionOf(live, now),
    mayBePrivate: me.person.role === "patient",
    ...(privacy ? { privacy } : {}),
    ...(banner ? { banner } : {}),
  };
}

/** Everybody else who is in the call. */
const insideOf = ({ room, you }: LiveState): RoomPerson[] =>
  (room?.people ?? []).filter(
    ({ person_id, standing, link, held }) =>
      person_id !== you?.person_id && standing === "admitted" && link !== "absent" && !held,
  );

export function named(me: Me, { person_id, role }: Pick<RoomPerson, "person_id" | "role">): Person {
  if (me.clinician?.id === person_id) return clinicianOf(me);
  const card = me.people.find((one) => one.person_id === person_id);
  return card ? personOf(card) : { id: person_id, name: "", role: role };
}

function clinicianTile(me: Me, inside: RoomPerson[], live: LiveState, how: Circumstances): TilePerson {
  const present = inside.find(({ role }) => role === "clinician");
  const person: Person = {
    id: present?.person_id ?? me.clinician?.id ?? "clinician",
    name: me.clinician?.short_name ?? (present ? named(me, present).name : ""),
    role: "clinician",
  };
  return tileOf(person, live, how);
}

function bannerOf(me: Me, inside: RoomPerson[], live: LiveState, how: Circumstances): Call["banner"] {
  if (how.byPhone) return "by_phone";
  const clinician = inside.find(({ role }) => role === "clinician");
  if (live.room && clinician?.link !== "live") {
    return me.person.role === "patient" || clinician ? "clinician_gone" : "alone";
  }
  const { media } = live;
  if (media?.microphone === "refused" || media?.microphone === "missing") return "no_microphone";
  if ([...live.peers.values()].some(({ isOurPictureOut }) => isOurPictureOut)) return "weak";
  if (media && media.camera !== "on" && media.camera !== "asking") return "no_camera";
  return undefined;
}

/**
 * Our own line. A socket alone that is lost breaks no call: while somebody still arrives, all is well, unless the
 * computer itself says that its network is gone.
 */
export function connectionOf(
  { socket, peers, online }: Pick<LiveState, "socket" | "peers" | "online">,
  now: number,
): Call["connection"] {
  if (socket?.kind !== "lost") return "ok";
  const someoneArrives = [...peers.values()].some(({ state }) => state === "connected");
  if (someoneArrives && online) return "ok";
  const lost = now - socket.since;
  if (lost > OFFER_A_CALL_AFTER_MS) return "lost_30";
  return lost > SAY_SO_AFTER_MS ? "lost_10" : "lost";
}
