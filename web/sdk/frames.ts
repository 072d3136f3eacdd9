/** The envelopes around the generated messages of the wire. */
import type { ClientMessage, ServerMessage } from "../generated/wire";
import { isRecord } from "./problem";

export type RelayedType = "offer" | "answer" | "candidate" | "please_offer";

/** Whose which connection a relayed message is for. */
export interface Recipient {
  to: string;
  n: number;
}

export type ClientFrame =
  | ({
      [T in keyof ClientMessage]: { type: T; seq?: number; ack?: number; payload: ClientMessage[T] };
    }[keyof ClientMessage] &
      Partial<Recipient>)
  | { type: "ack"; ack: number };

export type ServerFrame =
  | {
      [T in keyof ServerMessage]: {
        type: T;
        seq?: number;
        ack?: number;
        /** Set on relayed messages: whose which connection sent it. */
        from?: string;
        n?: number;
        payload: ServerMessage[T];
      };
    }[keyof ServerMessage]
  | { type: "ack"; ack: number; seq?: undefined };

/** Undefined for what is no frame at all. Types of later versions of the wire pass; whoever reads them ignores them. */
export function readFrame(data: unknown): ServerFrame | undefined {
  if (typeof data !== "string") return undefined;
  try {
    const frame: unknown = JSON.parse(data);
    return isRecord(frame) && typeof frame.type === "string" ? (frame as unknown as ServerFrame) : undefined;
  } catch {
    return undefined;
  }
}
