import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

const PAGES = ["visit", "staff", "start", "parts"];
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

/** A catalogue keeps its language in its name, so that one can see what a page loads. */
function chunkName({ name, facadeModuleId }: { name: string; facadeModuleId: string | null }): string {
  const language = /\/texts\/([a-z]+)\/\w+\.ftl/.exec(facadeModuleId ?? "")?.[1];
  return `assets/${language ? `${language}-` : ""}${name}-[hash].js`;
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });
}

export default defineConfig({
  plugins: [precompress()],
  build: {
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: Object.fromEntries(PAGES.map((page) => [page, `${page}.html`])),
      output: { chunkFileNames: chunkName },
    },
  },
  test: { include: ["tests/**/*.test.{ts,tsx}", "sdk/**/*.test.ts", "app/**/*.test.ts"] },
});
