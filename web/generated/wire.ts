/* Made from services/contracts/wire.py. Do not edit. */

export type Role = "patient" | "clinician" | "guest" | "interpreter" | "observer";
export type Standing = "invited" | "at_door" | "admitted" | "gone" | "removed";
export type Link = "absent" | "live" | "reconnecting";
export type DevicePlace = "at_door" | "admitted";
export type Modality = "video" | "sound" | "phone";
export type VisitState = "scheduled" | "waiting" | "in_progress" | "ended" | "cancelled" | "no_show";

export interface Resume {
  secret: string;
  seq: number;
}

export interface Hello {
  version?: 1;
  grant?: string | null;
  resume?: Resume | null;
  hidden?: boolean;
  microphone?: boolean;
  camera?: boolean;
  traceparent?: string | null;
}

export interface Media {
  microphone: boolean;
  camera: boolean;
}

export interface Hidden {
  hidden: boolean;
}

export interface Received {
  people: string[];
}

export type Bye = Record<string, never>;

export interface You {
  person_id: string;
  device_id: string;
  role: Role | null;
  n: number;
}

export interface ResumeOffer {
  secret: string;
  seconds?: number;
  seconds_hidden?: number;
}

export interface IceServer {
  urls: string[];
  username?: string | null;
  credential?: string | null;
}

export interface RoomPerson {
  person_id: string;
  role: Role;
  standing: Standing;
  link: Link;
  n?: number | null;
  hidden?: boolean;
  microphone?: boolean;
  camera?: boolean;
  flows?: boolean;
  held?: boolean;
  second_device_at_door?: boolean;
}

export interface Room {
  visit_id: string;
  standing_version: number;
  visit_state: VisitState;
  modality: Modality;
  standing: Standing;
  device: DevicePlace;
  people: RoomPerson[];
}

export interface Welcome {
  version?: 1;
  you: You;
  instance: string;
  resume: ResumeOffer;
  resumed: boolean;
  ice_servers?: IceServer[];
  room?: Room | null;
}

export interface Error {
  code: string;
  message: string;
  closing?: boolean;
}

export interface Description {
  call: number;
  sdp: string;
}

export interface Candidate {
  call: number;
  candidate: string;
  sdpMid?: string | null;
  sdpMLineIndex?: number | null;
}

export type PleaseOffer = Record<string, never>;

export interface Changed {
  type?: "changed";
  what: "visit" | "people" | "queue" | "consent" | "summary";
  id: string;
  version: number;
}

export interface PlaceInLine {
  type?: "place";
  place: number;
  version: number;
}

export interface Go {
  type?: "go";
  visit_id: string;
}

export interface ClientMessage {
  hello: Hello;
  media: Media;
  hidden: Hidden;
  received: Received;
  bye: Bye;
  offer: Description;
  answer: Description;
  candidate: Candidate;
  please_offer: PleaseOffer;
}

export interface ServerMessage {
  welcome: Welcome;
  room: Room;
  hint: Changed | PlaceInLine | Go;
  error: Error;
  offer: Description;
  answer: Description;
  candidate: Candidate;
  please_offer: PleaseOffer;
}
