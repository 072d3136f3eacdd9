/** Drawn people as plain shapes, so that both a page (SVG) and a drawn camera (canvas) can show them. */
import type { Face } from "../people";

export interface Shape {
  /** SVG path data in the drawing's own units; a person is 200 wide. */
  d: string;
  fill?: string;
  /** Eyes are filled and have no outline. */
  bare?: true;
  thin?: true;
  /** Moved up by 9 units: everything from the neck down. */
  body?: true;
  /** 0 to 1. */
  opacity?: number;
}

export const INK = "#14292e";
export const SKIN = "#fff6ee";

export const circle = (x: number, y: number, r: number): string =>
  `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;

export const bust = (clothes: string, ...details: Shape[]): Shape[] => [
  { d: "M85 134v24c0 12 30 12 30 0v-24", fill: SKIN, body: true },
  {
    d: "M8 340V224c2-38 36-54 76-64 6 10 26 10 32 0 40 10 74 26 76 64v116Z",
    fill: clothes,
    body: true,
  },
  ...details.map((shape): Shape => ({ ...shape, body: true })),
];

export const head: Shape = {
  d: "M67 96c0-24 16-34 33-34s33 10 33 34c0 28-15 47-33 47S67 124 67 96Z",
  fill: SKIN,
};
const eyes: Shape[] = [86, 114].map((x) => ({ d: circle(x, 98, 2.6), fill: INK, bare: true }));
const nose: Shape = { d: "M101 102c-1 5-3 9-3 10s2 2 5 1.5" };
export const brows: Shape = { d: "M78 90c4-3 9-3 13-1M109 89c4-2 9-2 13 1" };
export const features = (mouth: string): Shape[] => [...eyes, nose, { d: mouth }];
export const SMILE = "M87 123c6 7 20 7 26 0";

/** A real person is drawn plain; the people of the demo add themselves. */
export const FACES: { plain: Shape[] } & Partial<Record<Face, Shape[]>> = {
  plain: [
    ...bust("#7c9a92", { d: "M82 161c8 12 28 12 36 0l-4 12c-8 6-20 6-28 0Z", fill: SKIN }),
    head,
    {
      d: "M66 102c-6-40 8-60 34-60s40 20 34 60c-3-14-7-22-12-28-16 6-34 4-43-4-6 8-11 18-13 32Z",
      fill: "#8a7668",
    },
    brows,
    ...features(SMILE),
  ],
};

export const likenessOf = (face: Face | undefined): Shape[] => FACES[face ?? "plain"] ?? FACES.plain;

/** The tint behind a person, by what they are in the visit. */
export const TINTS = {
  patient: "peach",
  guest: "lilac",
  clinician: "mist",
  interpreter: "sage",
  observer: "lilac",
} as const;
