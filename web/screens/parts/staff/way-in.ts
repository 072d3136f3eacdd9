/** Signing in, and what can be in the way. */
import type { SignIn, StaffTrouble } from "../../staff/state";
import { forClinician, type Pictures, type StaffPicture } from "./picture";

export function signInPictures(): Pictures {
  type What = NonNullable<SignIn["problem"]>["what"];
  const problems: Record<What, SignIn["problem"]> = {
    wrong: { what: "wrong" },
    closed: { what: "closed", minutes: 5 },
    timed_out: { what: "timed_out", minutes: 30 },
    signed_out: { what: "signed_out" },
    no_answer: { what: "no_answer" },
  };
  const pictures = Object.entries(problems).map(([what, problem]): [string, StaffPicture] => [
    `sign-in-${what.replaceAll("_", "-")}`,
    { view: { screen: { kind: "sign_in", ...(problem ? { problem } : {}) } } },
  ]);
  return { "sign-in": { view: { screen: { kind: "sign_in" } } }, ...Object.fromEntries(pictures) };
}

export function troublePictures(): Pictures {
  const all: Record<StaffTrouble["what"], true> = {
    no_internet: true,
    broke: true,
    elsewhere: true,
    not_allowed: true,
    gone: true,
  };
  return Object.fromEntries(
    (Object.keys(all) as StaffTrouble["what"][]).map((what) => [
      what.replaceAll("_", "-"),
      forClinician({ kind: "trouble", what }),
    ]),
  );
}
