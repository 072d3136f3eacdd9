/**
 * Writes `generated/*.ts` from the JSON Schemas in docs/reference: what is said on the wire is never typed by hand.
 *
 * `node generate.mjs` writes, `node generate.mjs --check` fails when a file is not what it would be if made now.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Where schemas lie, and where in the document their definitions stand. */
const SOURCES = [
  { schema: "wire.schema.json", types: "wire.ts", definitions: (document) => document.$defs },
  {
    schema: "session.openapi.json",
    types: "session.ts",
    definitions: (document) => document.components.schemas,
  },
  {
    schema: "notes.openapi.json",
    types: "notes.ts",
    definitions: (document) => document.components.schemas,
  },
];

/** Envelopes are typed by `sdk/frames.ts`, which joins each type with its payload. */
const LEFT_OUT = new Set(["ClientFrame", "ServerFrame", "HTTPValidationError", "ValidationError"]);

const place = (path) => fileURLToPath(new URL(path, import.meta.url));

const PLAIN = { string: "string", integer: "number", number: "number", boolean: "boolean", null: "null" };

function typeOf(schema) {
  if (schema.$ref) return schema.$ref.split("/").at(-1);
  if ("const" in schema) return JSON.stringify(schema.const);
  if (schema.enum) return union(schema.enum.map((value) => JSON.stringify(value)));
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return union(choices.map(typeOf));
  if (schema.allOf?.length === 1) return typeOf(schema.allOf[0]);
  if (schema.prefixItems) return `[${schema.prefixItems.map(typeOf).join(", ")}]`;
  if (schema.type === "array") return listOf(schema.items ? typeOf(schema.items) : "unknown");
  if (schema.type === "object") return recordOf(schema);
  return PLAIN[schema.type] ?? "unknown";
}

const union = (types) => [...new Set(types)].join(" | ");

const listOf = (item) => (item.includes("|") ? `(${item})[]` : `${item}[]`);

function recordOf({ properties, additionalProperties }) {
  if (properties) return `{\n${membersOf({ properties })}}`;
  if (typeof additionalProperties === "object") return `Record<string, ${typeOf(additionalProperties)}>`;
  return "Record<string, unknown>";
}

function membersOf({ properties, required = [] }) {
  return Object.entries(properties)
    .map(([name, schema]) => {
      const key = /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
      return `${comment(schema.description, "  ")}  ${key}${required.includes(name) ? "" : "?"}: ${typeOf(schema)};\n`;
    })
    .join("");
}

function comment(text, indent = "") {
  if (!text) return "";
  const lines = text.trim().split("\n");
  if (lines.length === 1) return `${indent}/** ${lines[0]} */\n`;
  return `${indent}/**\n${lines.map((line) => `${indent} * ${line}`.trimEnd()).join("\n")}\n${indent} */\n`;
}

function declaration([name, schema]) {
  const isRecord = schema.type === "object" && schema.properties && Object.keys(schema.properties).length > 0;
  if (isRecord) return `${comment(schema.description)}export interface ${name} {\n${membersOf(schema)}}\n`;
  const type = schema.type === "object" && schema.properties ? "Record<string, never>" : typeOf(schema);
  return `${comment(schema.description)}export type ${name} = ${type};\n`;
}

function typesFrom({ schema, definitions }) {
  const document = JSON.parse(readFileSync(place(`../docs/reference/${schema}`), "utf8"));
  const kept = Object.entries(definitions(document)).filter(([name]) => !LEFT_OUT.has(name));
  const head = `/* Made from docs/reference/${schema} by generate.mjs. Do not edit. */\n`;
  return [head, ...kept.map(declaration)].join("\n");
}

let stale = 0;
for (const source of SOURCES) {
  if (!existsSync(place(`../docs/reference/${source.schema}`))) continue;
  const target = place(`generated/${source.types}`);
  const fresh = typesFrom(source);
  if (!process.argv.includes("--check")) writeFileSync(target, fresh);
  else if (!existsSync(target) || readFileSync(target, "utf8") !== fresh) {
    process.stderr.write(`web/generated/${source.types} is stale: make generate\n`);
    stale += 1;
  }
}
process.exitCode = stale > 0 ? 1 : 0;
