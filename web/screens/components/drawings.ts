/** Drawn people and rooms as plain shapes, so that both a page (SVG) and a drawn camera (canvas) can show them. */
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
const SKIN = "#fff6ee";
const PAPER = "#fff";

const circle = (x: number, y: number, r: number): string =>
  `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;

const bust = (clothes: string, ...details: Shape[]): Shape[] => [
  { d: "M85 134v24c0 12 30 12 30 0v-24", fill: SKIN, body: true },
  {
    d: "M8 340V224c2-38 36-54 76-64 6 10 26 10 32 0 40 10 74 26 76 64v116Z",
    fill: clothes,
    body: true,
  },
  ...details.map((shape): Shape => ({ ...shape, body: true })),
];

const head: Shape = { d: "M67 96c0-24 16-34 33-34s33 10 33 34c0 28-15 47-33 47S67 124 67 96Z", fill: SKIN };
const eyes: Shape[] = [86, 114].map((x) => ({ d: circle(x, 98, 2.6), fill: INK, bare: true }));
const nose: Shape = { d: "M101 102c-1 5-3 9-3 10s2 2 5 1.5" };
const brows: Shape = { d: "M78 90c4-3 9-3 13-1M109 89c4-2 9-2 13 1" };
const features = (mouth: string): Shape[] => [...eyes, nose, { d: mouth }];
const SMILE = "M87 123c6 7 20 7 26 0";

const coat: Shape[] = [
  { d: "M84 160l-8 20 24 32 24-32-8-20c-6 10-26 10-32 0Z", fill: "#7fb0b8" },
  { d: "M76 180l-6-15M124 180l6-15M60 178c-4 16 0 26 8 30M140 178v22" },
  { d: circle(140, 206, 6), fill: PAPER },
];

export const PEOPLE: Record<Face, Shape[]> = {
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
  rosa: [
    { d: circle(100, 34, 17), fill: "#c9cdd0" },
    { d: "M60 118c-14-44 8-74 40-74s54 30 40 74Z", fill: "#c9cdd0" },
    ...bust("#c96f4a", { d: "M84 160c2 20 10 32 16 40 6-8 14-20 16-40", fill: SKIN }, { d: "M100 200v24" }),
    head,
    { d: "M66 98c2-28 24-28 40-42 6 18 24 20 28 42 6-34-10-50-34-50S62 64 66 98Z", fill: "#c9cdd0" },
    { d: circle(85, 99, 12) },
    { d: circle(115, 99, 12) },
    { d: "M97 98c2-2 4-2 6 0" },
    { d: "M72 116c2 2 4 3 6 3M128 116c-2 2-4 3-6 3", thin: true },
    ...features(SMILE),
  ],
  ana: [
    { d: "M58 172c-10-40-10-80 6-108 14-24 58-24 72 0 16 28 16 68 6 108Z", fill: "#5b4034" },
    ...bust("#6f63a8", { d: "M80 162c8 16 32 16 40 0", fill: SKIN }),
    head,
    { d: "M66 100c0-22 12-30 26-46 10 16 38 18 42 46 6-36-8-54-34-54s-42 18-34 54Z", fill: "#5b4034" },
    brows,
    ...features(SMILE),
  ],
  marek: [
    ...bust("#5f8a63", { d: "M82 161c8 12 28 12 36 0l-4 12c-8 6-20 6-28 0Z", fill: SKIN }),
    head,
    {
      d: "M67 104c1 27 15 44 33 44s32-17 33-44c-3 9-7 13-12 14-9-4-33-4-42 0-5-1-9-5-12-14Z",
      fill: "#7a5640",
    },
    {
      d: "M66 98c-6-36 8-54 34-54s40 18 34 54c-2-10-6-18-12-24-14 2-32 2-44 0-6 6-10 14-12 24Z",
      fill: "#7a5640",
    },
    ...features("M90 125c5 4 15 4 20 0"),
  ],
  lind: [
    ...bust("#e8f0f0", ...coat),
    head,
    {
      d: "M67 98c-8-38 8-56 34-56 28 0 40 20 32 56-2-12-5-18-9-24-16 4-36 2-44-6-6 8-11 16-13 30Z",
      fill: "#39434a",
    },
    brows,
    ...features("M88 123c6 6 18 6 24 0"),
  ],
  tomas: [
    { d: "M60 104c-4-8-2-18 6-26h68c8 8 10 18 6 26Z", fill: "#e6e6e2" },
    ...bust("#4d7a8c", { d: "M84 160l16 22 16-22", fill: SKIN }, { d: "M100 182v42" }),
    head,
    {
      d: "M80 116c8-7 14-3 20-2 6-1 12-5 20 2-8 6-14 4-20 3-6 1-12 3-20-3Z",
      fill: "#e6e6e2",
    },
    brows,
    ...features("M92 127c5 3 11 3 16 0"),
  ],
};

/** What is seen behind a person on a drawn camera. */
export const ROOMS: Record<"home" | "parlour" | "practice", Shape[]> = {
  home: [
    { d: "M-120 20h80v100h-80Z", fill: PAPER, opacity: 0.45 },
    { d: "M236 20h80v60h-80Z", fill: PAPER, opacity: 0.35 },
    { d: "M-200 150h600" },
  ],
  parlour: [
    { d: "M-170 10h92v120h-92ZM-124 10v120M-170 66h92", fill: PAPER, opacity: 0.45 },
    { d: "M-186 4c14 40 10 90-4 140M-62 4c-14 40-10 90 4 140" },
    { d: "M282 70l-16-40h-28l-16 40ZM252 70v150M236 220h32", fill: PAPER, opacity: 0.35 },
    { d: "M-20 240V150c0-60 40-96 120-96s120 36 120 96v90", fill: INK, opacity: 0.09 },
  ],
  practice: [
    {
      d: "M-150 60h150M-150 130h130M-130 60V26h14v34M-110 60V18h18v42M-86 60V30h12v30M-60 60l10-34 12 4-8 30",
      fill: PAPER,
      opacity: 0.4,
    },
    { d: "M196 14h120v90H196Z", fill: PAPER, opacity: 0.45 },
    { d: "M214 40h50M214 58h80M214 76h64" },
    {
      d: "M240 230v-46h44v46M262 184c-4-30-22-36-30-36 0 16 10 30 30 36 2-34 16-46 30-48 0 22-10 42-30 48",
      fill: PAPER,
      opacity: 0.4,
    },
  ],
};

/** The tint behind a person, by what they are in the visit. */
export const TINTS = { patient: "peach", guest: "lilac", clinician: "mist", interpreter: "sage" } as const;
