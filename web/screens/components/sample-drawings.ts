/** The people of the demo and of the pictures; to load them is to know them. No patient's page carries them. */
import type { Face } from "../people";
import { brows, bust, circle, FACES, features, head, type Shape, SKIN, SMILE } from "./drawings";

const PAPER = "#fff";

const coat: Shape[] = [
  { d: "M84 160l-8 20 24 32 24-32-8-20c-6 10-26 10-32 0Z", fill: "#7fb0b8" },
  { d: "M76 180l-6-15M124 180l6-15M60 178c-4 16 0 26 8 30M140 178v22" },
  { d: circle(140, 206, 6), fill: PAPER },
];

const SAMPLES: Record<Exclude<Face, "plain">, Shape[]> = {
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

Object.assign(FACES, SAMPLES);
