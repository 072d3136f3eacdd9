/** Line icons, 24 units square. Always beside a word, so hidden from screen readers. */

const ICONS = {
  tick: "m5 12.5 4.5 4.5L19 7",
  clock: "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18ZM12 7v5l3.5 2",
  door: "M6 21V4.5A1.5 1.5 0 0 1 7.5 3h9A1.5 1.5 0 0 1 18 4.5V21M3 21h18M14.5 12v1.5",
  phone:
    "M5 4h4l1.5 5-2.3 1.5a12 12 0 0 0 5.3 5.3L15 13.5l5 1.5v4a1.5 1.5 0 0 1-1.6 1.5A15.5 15.5 0 0 1 3.5 5.6 1.5 1.5 0 0 1 5 4Z",
  weak: "M5 19v-3M10 19v-7M15 19v-1M20 19v-1",
  strong: "M5 19v-3M10 19v-7M15 19V9M20 19V5",
  lock: "M6 11h12v9H6ZM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
  sound: "M4 10v4h3.5l4.5 4V6l-4.5 4ZM16 9a4 4 0 0 1 0 6M18.5 6.5a8 8 0 0 1 0 11",
  globe: "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18ZM3 12h18M12 3c5 5.5 5 12.5 0 18-5-5.5-5-12.5 0-18Z",
  camera:
    "M3 7.5A1.5 1.5 0 0 1 4.5 6h9A1.5 1.5 0 0 1 15 7.5v9a1.5 1.5 0 0 1-1.5 1.5h-9A1.5 1.5 0 0 1 3 16.5ZM15 10.5l6-3.5v10l-6-3.5",
  cameraOff:
    "M3 7.5A1.5 1.5 0 0 1 4.5 6h9A1.5 1.5 0 0 1 15 7.5v9a1.5 1.5 0 0 1-1.5 1.5h-9A1.5 1.5 0 0 1 3 16.5ZM15 10.5l6-3.5v10l-6-3.5M3 3l18 18",
  warning: "M12 4 2.8 20h18.4ZM12 10v4.5M12 17.3v.01",
  people:
    "M9 4.5a3.5 3.5 0 1 0 0 7a3.5 3.5 0 1 0 0-7ZM2.5 20a6.5 6.5 0 0 1 13 0M16 5a3.5 3.5 0 0 1 0 6.5M18 14.5a6 6 0 0 1 3.5 5.5",
  plus: "M12 5v14M5 12h14",
  microphone: "M12 3a3 3 0 0 1 3 3v6a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3ZM5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3",
  muted: "M12 3a3 3 0 0 1 3 3v6a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3ZM5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3M4 3l16 17",
  leave: "M10 4H5v16h5M9 12h11m-4-4 4 4-4 4",
  cross: "m6 6 12 12M18 6 6 18",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  pen: "M4 20l1-4.5L16 4.5l3.5 3.5L8.5 19Z",
  calendar: "M4 6h16v14H4ZM4 10.5h16M8 3v4M16 3v4",
  mail: "M3 5.5h18v13H3Zl9 7 9-7",
  turn: "M20 11A8 8 0 0 0 5.5 7L4 9M4 4v5h5M4 13a8 8 0 0 0 14.5 4l1.5-2M20 20v-5h-5",
  eye: "M2.5 12C7 5 17 5 21.5 12 17 19 7 19 2.5 12ZM12 9.2a2.8 2.8 0 1 0 0 5.6a2.8 2.8 0 1 0 0-5.6Z",
  away: "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18ZM6 18 18 6",
  back: "M19 12H5m6-6-6 6 6 6",
  test: "M9 3h6M10 3v6L5 19a1.5 1.5 0 0 0 1.4 2h11.2A1.5 1.5 0 0 0 19 19L14 9V3M7.5 15h9",
  print: "M7 9V3h10v6M7 17H4V9h16v8h-3M7 14h10v7H7Z",
  message: "M4 5h16v11h-9l-4.5 4v-4H4Z",
  screen: "M3 5h18v11H3ZM8 20h8M12 16v4",
  letters: "M2.5 18 7 7l4.5 11M4 14.5h6M13.5 18l3.5-8 3.5 8M14.7 15.5h4.6",
  key: "M8 11a4 4 0 1 0 0 8a4 4 0 1 0 0-8ZM11 12l9-9M16 7l3 3",
} as const;

export type IconName = keyof typeof ICONS;

/** Arrows and the door point with the reading direction; clocks, ticks and people do not. */
const FLIPS: ReadonlySet<IconName> = new Set(["leave", "back", "door"]);

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class={FLIPS.has(name) ? "i flip" : "i"} viewBox="0 0 24 24" aria-hidden="true">
      <path d={ICONS[name]} {...(name === "more" ? { "stroke-width": 4 } : {})} />
    </svg>
  );
}
