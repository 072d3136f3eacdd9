/** Private time as a page's mesh lives through it: first it closes, then it says so. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Room, RoomPerson, Welcome } from "../../generated/wire";
import { Mesh } from "../mesh";

const doings: string[] = [];

/** A connection that only notes that it was opened and closed; what flows is not the question here. */
class Connection {
  connectionState = "new";
  addTransceiver(): { sender: object } {
    return { sender: {} };
  }
  async createOffer(): Promise<{ sdp: string }> {
    return { sdp: "v=0" };
  }
  async setLocalDescription(): Promise<void> {}
  setConfiguration(): void {}
  close(): void {
    doings.push("closed");
  }
}

beforeEach(() => {
  doings.length = 0;
  vi.stubGlobal("RTCPeerConnection", Connection);
  vi.stubGlobal(
    "MediaStream",
    class {
      getTracks(): [] {
        return [];
      }
    },
  );
  vi.stubGlobal("addEventListener", () => undefined);
  vi.stubGlobal("removeEventListener", () => undefined);
});

afterEach(() => vi.unstubAllGlobals());

const person = (id: string, n: number, flows: boolean): RoomPerson => ({
  person_id: id,
  role: "guest",
  standing: "admitted",
  link: "live",
  n,
  flows,
});

const roomOf = (number: number, flowing: string[]): Room => ({
  visit_id: "v1",
  number,
  visit_state: "in_progress",
  modality: "video",
  standing: "admitted",
  device: "admitted",
  people: [person("ana", 2, flowing.includes("ana")), person("lind", 3, flowing.includes("lind"))],
});

const welcome = { you: { person_id: "rosa", device_id: "d", role: "patient", n: 9 } } as Welcome;

function meshInCall(): Mesh {
  const mesh = new Mesh({
    say: ((type: string, payload: { number?: number }) => {
      if (type === "media_closed") doings.push(`said ${payload.number}`);
    }) as never,
    changed: () => undefined,
  });
  mesh.welcome(welcome);
  mesh.enter();
  mesh.room(roomOf(1, ["ana", "lind"]));
  return mesh;
}

describe("a page whose connection may no longer flow", () => {
  test("closes it, and says so afterwards with the number of the room", () => {
    const mesh = meshInCall();
    doings.length = 0;
    mesh.room(roomOf(2, ["lind"]));
    expect(doings).toEqual(["closed", "said 2"]);
    expect([...mesh.peers.keys()]).toEqual(["lind"]);
  });

  test("says nothing again while nothing else ends", () => {
    const mesh = meshInCall();
    mesh.room(roomOf(2, ["lind"]));
    doings.length = 0;
    mesh.room(roomOf(3, ["lind"]));
    expect(doings).toEqual([]);
  });

  test("says it anew on a line that begins anew", () => {
    const mesh = meshInCall();
    mesh.room(roomOf(2, ["lind"]));
    doings.length = 0;
    mesh.welcome(welcome);
    mesh.room(roomOf(1, ["lind"]));
    expect(doings).toEqual(["said 1"]);
  });
});

test("a page that has not gone in yet has nothing open, and says so", () => {
  const mesh = new Mesh({
    say: ((type: string) => doings.push(type)) as never,
    changed: () => undefined,
  });
  mesh.welcome(welcome);
  mesh.room(roomOf(1, ["ana", "lind"]));
  expect(doings).toEqual(["media_closed"]);
  expect(mesh.peers.size).toBe(0);
});
