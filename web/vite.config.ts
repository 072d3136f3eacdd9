import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { FluentResource } from "@fluent/bundle";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

/** Built apart: what two pages share would become files of their own, and a patient's page is small only in one piece. */
const PAGES: Record<string, string[]> = { visit: ["visit"], rest: ["staff", "start", "parts"] };
const COMPRESSIBLE = /\.(html|js|css|svg|json)$/;

/** Caddy compresses no brotli by itself, so every file gets its .br and .gz at build. */
function precompress(): Plugin {
  return {
    name: "precompress",
    apply: "build",
    closeBundle() {
      for (const file of filesBelow("dist").filter((path) => COMPRESSIBLE.test(path))) {
        const bytes = readFileSync(file);
        const quality = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
        writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params: quality }));
        writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
      }
    },
  };
}

/** The drawn picture is a script of its own, at an address that pages know without being built with it. */
const inputs = (pages: string[]) => ({
  ...Object.fromEntries(pages.map((page) => [page, `${page}.html`])),
  ...(pages.includes("start") ? { drawing: "app/drawing.ts" } : {}),
});

const parsed = (text: string) =>
  Object.fromEntries(new FluentResource(text).body.map(({ id, value }) => [id, value]));

/** Catalogues are parsed here, so that no page carries a parser, and become files that a page fetches. */
function catalogues(): Plugin {
  let isBuild = true;
  return {
    name: "catalogues",
    configResolved({ command }) {
      isBuild = command === "build";
    },
    transform(text, id) {
      const [, language, name] = /\/texts\/([a-z]+)\/(\w+)\.ftl$/.exec(id) ?? [];
      if (!language) return null;
      const source = JSON.stringify(parsed(text));
      const address = isBuild
        ? `import.meta.ROLLUP_FILE_URL_${this.emitFile({ type: "asset", name: `${language}-${name}.json`, source })}`
        : JSON.stringify(`data:application/json,${encodeURIComponent(source)}`);
      return { code: `export default ${address}`, map: null };
    },
  };
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });
}

export default defineConfig(({ mode }) => ({
  plugins: [catalogues(), precompress()],
  build: {
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: false,
    emptyOutDir: mode !== "rest",
    rollupOptions: {
      input: inputs(PAGES[mode] ?? Object.values(PAGES).flat()),
      output: {
        entryFileNames: ({ name }) => (name === "drawing" ? "drawing.js" : "assets/[name]-[hash].js"),
      },
    },
  },
  test: { include: ["tests/**/*.test.{ts,tsx}", "sdk/**/*.test.ts", "app/**/*.test.ts"] },
}));
