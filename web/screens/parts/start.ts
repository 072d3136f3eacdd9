/** Every state of the start page, by name. */
import type { StartView } from "../start/state";
import { at } from "./people";

const ready: StartView = {
  screen: "ready",
  doors: { patient: "/v/a", guest: "/v/b", clinician: "/staff", desk: "/staff" },
  mailbox: [
    {
      id: "1",
      at: at(9, 58),
      to: "Rosa",
      text: "Northfield Clinic: your video visit is today at 10:20.",
      link: "/v/a",
    },
    {
      id: "2",
      at: at(9, 58),
      to: "Ana",
      text: "Ana, Northfield Clinic has a seat for you in a video visit today at 10:20.",
      link: "/v/b",
    },
  ],
  noCamera: false,
  drawnPicture: false,
  notSecure: false,
};

const starting: StartView = {
  screen: "starting",
  mailbox: [],
  noCamera: false,
  drawnPicture: false,
  notSecure: false,
};

export const startPictures: Record<string, { view: StartView; mockup?: string }> = {
  start: { view: ready, mockup: "start" },
  "start-phones": { view: { ...ready, phones: true } },
  "start-not-here": { view: { ...starting, screen: "not_here" } },
  "start-starting": { view: starting },
  "start-broke": { view: { ...starting, screen: "broke" } },
  "start-no-camera": { view: { ...ready, noCamera: true } },
  "start-drawn-picture": { view: { ...ready, noCamera: true, drawnPicture: true } },
  "start-not-secure": { view: { ...ready, notSecure: true } },
};
