/** The address of a link, taken apart: `/v/{handle}#{secret}`. */
export interface Door {
  handle: string;
  /** What the fragment holds; it goes nowhere but into a request's body. A page opened again may come without it. */
  secret: string | undefined;
  session: string;
  notes: string;
  socket: string;
}

/** Undefined when this is no link's address. */
export function doorOf(location: Pick<Location, "pathname" | "hash">): Door | undefined {
  const handle = /^\/v\/([A-Za-z0-9_-]{1,64})\/?$/.exec(location.pathname)?.[1];
  if (!handle) return undefined;
  const base = `/v/${handle}`;
  return {
    handle,
    secret: location.hash.slice(1) || undefined,
    session: `${base}/api/session/v1`,
    notes: `${base}/api/notes/v1`,
    socket: `${base}/ws`,
  };
}
