/** People and visits for the tests of what is shown: Rosa, her daughter Ana, Dr. Lind. */
import type { Look, Me, PersonCard, VisitDetail, VisitRow } from "../../generated/session";
import type { Room, RoomPerson } from "../../generated/wire";
import { UNHEARD } from "../../sdk/reception";
import { NO_CHAT } from "../chat";
import type { LiveState, PeerState } from "../live";
import { newModel, type VisitModel } from "../visit/model";

export const NOW = Date.parse("2026-11-24T10:15:00Z");
const AT = "2026-11-24T10:20:00Z";

export const look: Look = {
  clinic: { name: "Northfield Clinic", phone: "555 0142" },
  first_name: "Rosa",
  role: "patient",
  language: "en",
  languages: ["en", "es"],
  scheduled_at: AT,
  zone: "UTC",
  opening: "in_time",
  starts_in_minutes: null,
  moved_from: null,
  checked_before: false,
  second_fact: "none",
  code_channel: null,
  known_device: false,
};

export const lind: PersonCard = {
  person_id: "lind",
  name: "Dr. Lind",
  role: "clinician",
  relationship: null,
  standing: "admitted",
};

export const ana: PersonCard = {
  person_id: "ana",
  name: "Ana",
  role: "guest",
  relationship: "daughter",
  standing: "at_door",
  link: "live",
  invitation: "agreed",
  invitation_id: "i1",
  scopes: ["join", "summary_all"],
};

export const rosa: PersonCard = {
  person_id: "rosa",
  name: "Rosa",
  role: "patient",
  relationship: null,
  standing: "admitted",
  link: "live",
};

export const meWith = (facts: Partial<Me> = {}): Me => ({
  person: { id: "rosa", first_name: "Rosa", role: "patient" },
  decision_maker: true,
  clinic: look.clinic,
  visit: {
    id: "v1",
    state: "waiting",
    modality: "video",
    scheduled_at: AT,
    zone: "UTC",
    outcome: null,
    ended_at: null,
  },
  clinician: {
    id: "lind",
    name: "Eva Lind",
    short_name: "Dr. Lind",
    status: "free",
    knows_you_are_here: false,
  },
  standing: "at_door",
  device: "at_door",
  screen: "waiting",
  can_enter: false,
  checked: true,
  not_yet: false,
  held: false,
  private_by: null,
  room_full: false,
  place: { place: 1 },
  people: [ana],
  written_down: [],
  carry_over: [],
  beside: [],
  requests: [],
  present: [],
  help_wanted: false,
  phone_ending: "42",
  moved_from: null,
  opens_at: "2026-11-24T09:50:00Z",
  language: "en",
  ...facts,
});

export const quiet: LiveState = {
  socket: { kind: "live" },
  you: { person_id: "rosa", device_id: "d", role: "patient", n: 1 },
  room: undefined,
  peers: new Map(),
  media: undefined,
  chat: NO_CHAT,
  online: true,
};

export const modelWith = (facts: Partial<VisitModel>): VisitModel => ({ ...newModel(NOW, quiet), ...facts });

export const inRoom = (person_id: string, facts: Partial<RoomPerson> = {}): RoomPerson => ({
  person_id,
  role: person_id === "lind" ? "clinician" : "guest",
  standing: "admitted",
  link: "live",
  n: 2,
  flows: true,
  ...facts,
});

export const roomOf = (...people: RoomPerson[]): Room => ({
  visit_id: "v1",
  number: 4,
  visit_state: "in_progress",
  modality: "video",
  standing: "admitted",
  device: "admitted",
  people,
});

export const peer = (state: PeerState["state"], heard: Partial<PeerState["heard"]> = {}): PeerState => ({
  state,
  stream: undefined as unknown as MediaStream,
  heard: { ...UNHEARD, ...heard },
  isOurPictureOut: false,
});

export const rowWith = (facts: Partial<VisitRow> = {}): VisitRow => ({
  id: "v1",
  queue_id: "q",
  version: 3,
  state: "waiting",
  automatic: false,
  absent: null,
  outcome: null,
  modality: "video",
  scheduled_at: AT,
  moved_from: null,
  minutes: 20,
  kind: "followup",
  patient: { id: "rosa", name: "Rosa Marin", list_name: "Rosa M.", first_name: "Rosa", age: 78 },
  clinician: { id: "lind", name: "Eva Lind", short_name: "Dr. Lind" },
  waiting_since: "2026-11-24T10:05:30Z",
  started_at: null,
  ended_at: null,
  place: 1,
  standing: "at_door",
  link: "live",
  hidden: false,
  check: { state: "ok", what: [] },
  contact_phone: null,
  help_wanted: false,
  wrong_person: false,
  guests: [],
  present: [],
  open_for_me: false,
  hand_over: null,
  trouble: [],
  tasks: [],
  allowed: [],
  ...facts,
});

export const detailWith = (facts: Partial<VisitDetail> = {}): VisitDetail => ({
  ...rowWith({ state: "in_progress", started_at: "2026-11-24T10:10:00Z" }),
  birth_date: null,
  contacts: [],
  links: [],
  people: [rosa, lind, ana],
  invitations: [],
  beside: [],
  history: [],
  decision_maker: "rosa",
  room_holds: 6,
  no_place_for: [],
  opens_at: "2026-11-24T09:50:00Z",
  ...facts,
});
