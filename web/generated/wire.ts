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

/**
 * Something that the page shows is different now: fetch it again.
 *
 * `version`, the row version that it will find, is for staff alone: it counts what others do. Whoever comes by a link
 * hears none.
 */
export interface Changed {
  id: string;
  type?: "changed";
  version?: number | null;
  what: "visit" | "people" | "queue" | "consent" | "summary";
}

/** Client: one of my messages reads like this now. */
export interface ChatEdit {
  id: string;
  kept_out?: string[];
  text: string;
}

/** Server: all that this page may read now, in order. It replaces what the page knew, unsent words apart. */
export interface ChatHistory {
  messages?: ChatMessage[];
}

/** Server: one message as it is now, new or changed; the writer's own is the receipt. Withdrawn, it has no text. */
export interface ChatMessage {
  at: string;
  edited?: boolean;
  id: string;
  person_id: string;
  text: string;
  withdrawn?: boolean;
}

/** Client: something written, under an id of the page's own making. Saying it again changes nothing. */
export interface ChatSaid {
  id: string;
  kept_out?: string[];
  text: string;
}

/** Client: one of my messages is taken back. Its text is gone for everybody. */
export interface ChatWithdraw {
  id: string;
}

/** Everything a client sends, by its type (for the schema and the documentation). */
export interface ClientMessage {
  answer: Description;
  bye: Bye;
  candidate: Candidate;
  chat: ChatSaid;
  chat_edit: ChatEdit;
  chat_withdraw: ChatWithdraw;
  hello: Hello;
  hidden: Hidden;
  media: Media;
  media_closed: MediaClosed;
  offer: Description;
  please_offer: PleaseOffer;
  received: Received;
  typing: Typing;
}

/** Relayed: W3C RTCSessionDescription. The offerer chooses `call`, higher for each new connection. */
export interface Description {
  call: number;
  sdp: string;
}

/** On what a page is open, as its browser tells: pointed at with a finger, or with a mouse. */
export type DeviceKind = "phone" | "computer";

/** Where one device of a person stands: a new device of a guest waits at the door beside the admitted one. */
export type DevicePlace = "at_door" | "admitted";

/** Server: what was refused, and why. `closing`: the socket closes after it. `about`: the chat message refused. */
export interface Error {
  about?: string | null;
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
  device_kind?: DeviceKind | null;
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

/** Client: no connection of mine is open but those that the room of this number lets flow. Said after closing. */
export interface MediaClosed {
  number: number;
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

/**
 * How far a private moment has come. `private_by`: who made the whole room private; empty while some are held.
 *
 * `held`: who is kept out, of those whom this viewer may know of. `silent`: who gave no sign for 2 s of having
 * closed, or is not reached; of patient, clinician and interpreter only, for others are dropped.
 */
export interface Privacy {
  held?: string[];
  private_by?: string[];
  silent?: string[];
  state: PrivacyState;
}

/** Whether every device that is left in the talk has said that nothing of it reaches who is kept out. */
export type PrivacyState = "closing" | "private";

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

/**
 * Server: the visit as this viewer may see it, whole; the last one wins.
 *
 * `chat`: you may read and write it now. `number` counts the rooms that this connection was shown. `privacy` is told
 * to patient, clinician and interpreter while they are in the talk and somebody is kept out of it.
 */
export interface Room {
  chat?: boolean;
  device: DevicePlace;
  modality: Modality;
  number: number;
  people: RoomPerson[];
  privacy?: Privacy | null;
  standing: Standing;
  visit_id: string;
  visit_state: VisitState;
}

/**
 * One person of the visit as this viewer may see them. `flows`: sound and picture go between the two of you now.
 *
 * `n` is their present connection, None while they have none. Who of two flowing people has the higher `n` offers.
 * `held_by`: who keeps them out by name; shown to the patient and the clinician. `device_kind`: what their page said
 * of itself in hello; shown to the clinician.
 */
export interface RoomPerson {
  camera?: boolean;
  device_kind?: DeviceKind | null;
  flows?: boolean;
  held?: boolean;
  held_by?: string[];
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
  chat: ChatMessage;
  chat_history: ChatHistory;
  error: Error;
  hint: Changed | PlaceInLine | Go;
  offer: Description;
  please_offer: PleaseOffer;
  room: Room;
  typing: Typing;
  welcome: Welcome;
}

/** Where a person stands in a visit. Moved by session alone. */
export type Standing = "invited" | "at_door" | "admitted" | "gone" | "removed";

/** Client: I am writing; at most every two seconds. Server: somebody (`from`) is; good for five seconds. */
export type Typing = Record<string, never>;

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
