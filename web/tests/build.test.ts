import { existsSync, readFileSync, statSync } from "node:fs";
import { describe, expect, test } from "vitest";

const BAR_BYTES = 40_000;
/** Fetched after the tap that says who somebody is, and after the visit. */
const LATER = /^assets\/(InsidePart|AfterwardsPart|OwnWords)-/;
const PAGES = ["visit", "staff", "start", "parts"];

describe("what is built", () => {
  test("a patient's page loads at most 40 kB, everything counted", () => {
    const files = loadedBy("visit");
    const size = files.reduce((sum, file) => sum + statSync(`dist/${file}.br`).size, 0);
    expect(size, files.join("\n")).toBeLessThanOrEqual(BAR_BYTES);
  });

  test("no page holds a script or a style of its own, so that a strict policy can forbid them", () => {
    for (const page of PAGES) {
      const html = readFileSync(`dist/${page}.html`, "utf8");
      expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\bstyle=|\bon[a-z]+=/);
    }
  });

  test("nothing is fetched from anywhere else", () => {
    for (const file of PAGES.flatMap(loadedBy)) {
      expect(readFileSync(`dist/${file}`, "utf8")).not.toMatch(/https?:\/\/(?!www\.w3\.org\/)/);
    }
  });
});

/** A page, everything it names, and everything that names, with one language: the longer one. */
function loadedBy(page: string): string[] {
  const found = new Set<string>([`${page}.html`]);
  for (const file of found) {
    if (!/\.(html|js)$/.test(file)) continue;
    for (const name of readFileSync(`dist/${file}`, "utf8").match(/[\w-]+\.(?:json|js|css|svg)/g) ?? []) {
      const path = [name, `assets/${name}`].find((each) => existsSync(`dist/${each}`));
      if (path && isLoaded(path, page)) found.add(path);
    }
  }
  return [...found];
}

/**
 * Of the catalogues a page asks for its own and the shared one. The drawn picture stands in for a camera at a demo only;
 * what comes after the first tap is fetched then.
 */
function isLoaded(path: string, page: string): boolean {
  if (path === "drawing.js" || LATER.test(path)) return false;
  const catalogue = /^assets\/(en|es)-(\w+)-/.exec(path);
  return !catalogue || (catalogue[1] === "es" && ["shared", page].includes(catalogue[2] ?? ""));
}
