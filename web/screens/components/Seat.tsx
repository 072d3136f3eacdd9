import type { ComponentChildren } from "preact";
import type { Person } from "../people";
import { Drawing } from "./Drawing";
import { likenessOf, TINTS } from "./drawings";

/** A person outside a call: our mark, an arch like the back of a chair. Decorative; the words say who it is. */
export function Seat({ person, width }: { person: Pick<Person, "role" | "face">; width?: string }) {
  return (
    <span class="seat" style={seatStyle(TINTS[person.role], width)}>
      <svg viewBox="14 6 172 215" preserveAspectRatio="xMidYMax slice" aria-hidden="true">
        <Drawing shapes={likenessOf(person.face)} />
      </svg>
    </span>
  );
}

/** A seat kept for somebody: dashed. */
export function FreeSeat({ width }: { width?: string }) {
  return <span class="seat free" style={width ? { "--w": width } : {}} />;
}

/** Two seats side by side: the logo, with people in it. */
export function SeatPair({ children }: { children: ComponentChildren }) {
  return <div class="pair push">{children}</div>;
}

function seatStyle(tint: string, width?: string): Record<string, string> {
  return { "--c": `var(--${tint})`, ...(width ? { "--w": width } : {}) };
}
