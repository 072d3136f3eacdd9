/** Every state of the staff page, by name. A kind without a picture does not compile. */
import type { StaffScreen } from "../staff/state";
import { boardPictures } from "./staff/board";
import { callPictures } from "./staff/call";
import { detailPictures } from "./staff/detail";
import { editorPictures } from "./staff/editor";
import { emergencyPictures } from "./staff/emergencies";
import type { Pictures } from "./staff/picture";
import { schedulePictures } from "./staff/schedule";
import { todayPictures } from "./staff/today";
import { signInPictures, troublePictures } from "./staff/way-in";

const byScreen: Record<StaffScreen["kind"], Pictures> = {
  loading: { loading: { view: { screen: { kind: "loading" } } } },
  sign_in: signInPictures(),
  today: todayPictures,
  call: callPictures,
  board: boardPictures,
  emergencies: emergencyPictures,
  schedule: schedulePictures,
  visit: detailPictures,
  summary: editorPictures(),
  trouble: troublePictures(),
};

export const staffPictures: Pictures = Object.assign({}, ...Object.values(byScreen));
