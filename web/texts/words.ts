/** The words of the screens: Fluent catalogues, one language at a time, asked by message key. */
import { FluentBundle, FluentDateTime, type FluentResource, type FluentVariable } from "@fluent/bundle";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { PSEUDO, toPseudo } from "./pseudo";

type Message = FluentResource["body"][number];

/** One catalogue file as the build has parsed it, key by key: pages carry no parser. */
export type Catalogue = Record<string, Message["value"]>;

export type Values = Record<string, FluentVariable>;

export interface Words {
  language: string;
  direction: "ltr" | "rtl";
  /** The text of one message key, whole. */
  t(key: string, values?: Values): string;
  has(key: string): boolean;
}

/** Languages a person can choose, by their own names. */
export const LANGUAGES: Readonly<Record<string, string>> = { en: "English", es: "Español" };

const RTL = /[֑-߿יִ-﷽ﹰ-ﻼ]/;
const FIRST_STRONG_ISOLATE = "⁨";
const POP_ISOLATE = "⁩";

/**
 * Build the words of one language from its catalogue files.
 *
 * Values are set apart from the sentence only where directions meet, so that texts stay findable as they are written.
 * An unknown key is a mistake of ours: loud while developing and testing, the bare key for a patient.
 */
export function makeWords(language: string, catalogues: readonly Catalogue[], strict = false): Words {
  const pseudo = language === PSEUDO;
  const direction = pseudo ? "rtl" : "ltr";
  const bundle = new FluentBundle(pseudo ? ["en"] : localesFor(language), {
    useIsolating: false,
    ...(pseudo ? { transform: toPseudo } : {}),
  });
  for (const catalogue of catalogues) {
    const body = Object.entries(catalogue).map(([id, value]): Message => ({ id, value, attributes: {} }));
    const errors = bundle.addResource({ body } as FluentResource);
    if (strict && errors.length > 0) throw errors[0];
  }
  return {
    language,
    direction,
    t: (key, values) => say(bundle, direction, strict, key, values),
    has: (key) => bundle.hasMessage(key),
  };
}

/** The words of a page, and those of a part of it that came later. */
export const joined = (page: Words, part: Words): Words => ({
  ...page,
  t: (key, values) => (part.has(key) ? part : page).t(key, values),
  has: (key) => part.has(key) || page.has(key),
});

function say(
  bundle: FluentBundle,
  direction: "ltr" | "rtl",
  strict: boolean,
  key: string,
  values: Values = {},
): string {
  const pattern = bundle.getMessage(key)?.value;
  const problems: Error[] = [];
  const text = pattern ? bundle.formatPattern(pattern, isolate(values, direction), problems) : key;
  if (strict && (!pattern || problems.length > 0)) {
    throw new Error(`text "${key}" in ${bundle.locales.join()}: ${problems[0]?.message ?? "no such key"}`);
  }
  return text;
}

function isolate(values: Values, direction: "ltr" | "rtl"): Values {
  const entries = Object.entries(values).map(([name, value]): [string, FluentVariable] =>
    typeof value === "string" && (direction === "rtl" || RTL.test(value))
      ? [name, FIRST_STRONG_ISOLATE + value + POP_ISOLATE]
      : [name, value],
  );
  return Object.fromEntries(entries);
}

/** The device's own flavour of a language first ("en-GB" writes 10:20, "en-US" 10:20 AM). */
function localesFor(language: string): string[] {
  const own = typeof navigator === "undefined" ? [] : navigator.languages;
  return [...own.filter((tag) => tag.split("-")[0] === language), language];
}

/** The same words, with every time as the clocks of a zone show it, save where a time names its own zone. */
export function inZone(words: Words, zone: string): Words {
  const there = (value: FluentVariable): FluentVariable =>
    value instanceof FluentDateTime
      ? new FluentDateTime(value, { timeZone: value.opts.timeZone ?? zone })
      : value;
  const moved = (values: Values): Values =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, there(value)]));
  return { ...words, t: (key, values) => words.t(key, values && moved(values)) };
}

export const time = (at: Date): FluentVariable =>
  new FluentDateTime(at, { hour: "numeric", minute: "2-digit" });

export const day = (at: Date): FluentVariable =>
  new FluentDateTime(at, { weekday: "long", day: "numeric", month: "long" });

/** A day of the calendar, the same everywhere: midnight UTC of a birthday. */
export const date = (at: Date): FluentVariable =>
  new FluentDateTime(at, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

/** In which language lists are joined; the mirrored one is English. */
export const listLanguage = (language: string): string => (language === PSEUDO ? "en" : language);

/** "Ana, Marek and Dr. Lind": names as one part of a sentence. */
export const listed = ({ language }: Words, names: readonly string[]): string =>
  new Intl.ListFormat(listLanguage(language)).format(names);

/** A zone as its people call it: "Central European Time". */
export function zoneName(zone: string, language: string): string {
  const parts = new Intl.DateTimeFormat(listLanguage(language), {
    timeZone: zone,
    timeZoneName: "longGeneric",
  }).formatToParts();
  return parts.find(({ type }) => type === "timeZoneName")?.value ?? zone;
}

export const WordsContext = createContext<Words>({
  language: "en",
  direction: "ltr",
  t: (key) => key,
  has: () => false,
});

export const useWords = (): Words => useContext(WordsContext);
