/* Made from docs/reference/wire.schema.json by generate.mjs. Do not edit. */

/** Client: this page closes on purpose; no waiting for it to come back. */
export type Bye = Record<string, never>;

/** Relayed: W3C RTCIceCandidateInit; an empty candidate ends them (RFC 8838). */
export interface Candidate {
  call: number;
  candidate: string;
  sdpMLineIndex?: number | null;
  sdpMid?: string | null;
}

/** Something that the page shows is different now: fetch it again. */
export interface Changed {
  id: string;
  type?: "changed";
  version: number;
  what: "visit" | "people" | "queue" | "consent" | "summary";
}

/** Everything a client sends, by its type (for the schema and the documentation). */
export interface ClientMessage {
  answer: Description;
  bye: Bye;
  candidate: Candidate;
  hello: Hello;
  hidden: Hidden;
  media: Media;
  offer: Description;
  please_offer: PleaseOffer;
  received: Received;
}

/** Relayed: W3C RTCSessionDescription. The offerer chooses `call`, higher for each new connection. */
export interface Description {
  call: number;
  sdp: string;
}

/** Where one device of a person stands: a new device of a guest waits at the door beside the admitted one. */
export type DevicePlace = "at_door" | "admitted";

/** Server: what was refused, and why. `closing`: the socket closes after it. */
export interface Error {
  closing?: boolean;
  code: string;
  message: string;
}

/** You were let in: the page may go into the call. */
export interface Go {
  type?: "go";
  visit_id: string;
}

/** The first frame of a client: a grant, or what resumes an earlier socket. */
export interface Hello {
  camera?: boolean;
  grant?: string | null;
  hidden?: boolean;
  microphone?: boolean;
  resume?: Resume | null;
  traceparent?: string | null;
  version?: 1;
}

/** Client: the page was hidden (the phone put down) or shown again. */
export interface Hidden {
  hidden: boolean;
}

/** W3C RTCIceServer. */
export interface IceServer {
  credential?: string | null;
  urls: string[];
  username?: string | null;
}

/** Whether a device is reached now. Moved by signaling alone. */
export type Link = "absent" | "live" | "reconnecting";

/** Client: what of mine is on. Others see it in the room. */
export interface Media {
  camera: boolean;
  microphone: boolean;
}

/** How the talk takes place. */
export type Modality = "video" | "sound" | "phone";

/** A waiting patient's own place (1: next). */
export interface PlaceInLine {
  place: number;
  type?: "place";
  version: number;
}

/** Relayed: my side of the connection is lost or was never made; you came later, so offer anew. */
export type PleaseOffer = Record<string, never>;

/** RFC 9457, with our stable `code`; `type` is `urn:beside:problem:<code>`. Extensions tell the present state. */
export interface ProblemDetails {
  code: string;
  detail: string;
  instance?: string | null;
  status: number;
  title: string;
  type: string;
}

/** Client: whose packets came in since the last report; at most once a second. */
export interface Received {
  people: string[];
}

/** Take a lost socket's place: its secret, and the last sequence number that arrived. */
export interface Resume {
  secret: string;
  seq: number;
}

/** With what to resume, and for how long after the socket is lost (longer after `hidden`). */
export interface ResumeOffer {
  seconds?: number;
  seconds_hidden?: number;
  secret: string;
}

/** What a person is in one visit. */
export type Role = "patient" | "clinician" | "guest" | "interpreter" | "observer";

/** Server: the visit as this viewer may see it, whole; the last one wins. */
export interface Room {
  device: DevicePlace;
  modality: Modality;
  people: RoomPerson[];
  standing: Standing;
  standing_version: number;
  visit_id: string;
  visit_state: VisitState;
}

/**
 * One person of the visit as this viewer may see them. `flows`: sound and picture go between the two of you now.
 *
 * `n` is their present connection, None while they have none. Who of two flowing people has the higher `n` offers.
 */
export interface RoomPerson {
  camera?: boolean;
  flows?: boolean;
  held?: boolean;
  hidden?: boolean;
  link: Link;
  microphone?: boolean;
  n?: number | null;
  person_id: string;
  role: Role;
  second_device_at_door?: boolean;
  standing: Standing;
}

/** Everything a server sends, by its type (for the schema and the documentation). */
export interface ServerMessage {
  answer: Description;
  candidate: Candidate;
  error: Error;
  hint: Changed | PlaceInLine | Go;
  offer: Description;
  please_offer: PleaseOffer;
  room: Room;
  welcome: Welcome;
}

/** Where a person stands in a visit. Moved by session alone. */
export type Standing = "invited" | "at_door" | "admitted" | "gone" | "removed";

/** The stored state of a visit. */
export type VisitState = "scheduled" | "waiting" | "in_progress" | "ended" | "cancelled" | "no_show";

/**
 * Server: the answer to hello. `resumed`: what was missed follows; else start from `room`, and both count from 1.
 *
 * `received`: the last of the client's numbers that arrived; after a resume it sends again what follows.
 */
export interface Welcome {
  ice_servers?: IceServer[];
  instance: string;
  received?: number;
  resume: ResumeOffer;
  resumed: boolean;
  room?: Room | null;
  version?: 1;
  you: You;
}

/** Who the server holds this socket for. `n` numbers the connection within the visit. */
export interface You {
  device_id: string;
  n: number;
  person_id: string;
  role: Role | null;
}
