/** Beside's client, without a user interface: API, socket, room, calls, and this computer's sound and picture. */
export { Api, type ApiOptions, isPassing } from "./api";
export { Chat, type ChatLine, type ChatOptions } from "./chat";
export { type DeviceState, LocalMedia } from "./media";
export { Mesh } from "./mesh";
export { type Line, measure } from "./network";
export { Notes } from "./notes";
export type { Peer } from "./peer";
export { isRecord, NO_ANSWER, Problem, STRANGE_ANSWER } from "./problem";
export { type Heard, Reception, UNHEARD } from "./reception";
export { personIn } from "./room";
export { type Ended, type Hint, type Relayed, Socket, type SocketEvents, type SocketState } from "./socket";
export { Meter, playKnock, playReady, ringBell } from "./sound";
