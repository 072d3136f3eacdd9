/** One person of a call as a tile, from what the API calls them, what the room says of them and what arrives. Pure. */
import type { RoomPerson } from "../generated/wire";
import type { Person, PersonState, TilePerson } from "../screens/people";
import type { LiveState, MediaState, PeerState } from "./live";

/** From so many lost packets in a hundred on, a voice begins to break. */
export const WEAK_FROM = 0.12;

export interface Circumstances {
  byPhone: boolean;
  bySound: boolean;
}

export function tileOf(person: Person, live: LiveState, now: Circumstances): TilePerson {
  const present = live.room?.people.find(({ person_id }) => person_id === person.id);
  const peer = live.peers.get(person.id);
  return { ...person, state: stateOf(present, peer, now), stream: peer?.stream ?? null };
}

/** The first that holds is shown, so the order is that of what a viewer most needs to know. */
export function stateOf(
  present: RoomPerson | undefined,
  peer: PeerState | undefined,
  now: Circumstances,
): PersonState {
  if (now.byPhone) return "on_the_phone";
  if (present?.link !== "live" || peer?.state === "lost") return "coming_back";
  if (present.camera === false && !now.bySound) return "camera_off";
  if (peer?.heard.isPictureStill) return "sound_only";
  if (present.microphone === false) return "muted";
  if (peer?.heard.speaking) return "speaking";
  if (peer && peer.heard.lost >= WEAK_FROM) return "weak";
  return now.bySound ? "sound_only" : "ok";
}

export function ownTile(person: Person, media: MediaState | undefined, now: Circumstances): TilePerson {
  const stream = media?.stream ?? null;
  if (now.byPhone) return { ...person, state: "on_the_phone", stream };
  if (media?.camera !== "on") return { ...person, state: "camera_off", stream };
  return { ...person, state: media.muted ? "muted" : "ok", stream };
}
