// Own sources in, finished assets out, under fixed names: the site's static storage alone adds hashes.
import { build } from "esbuild";
import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { gzipSync } from "node:zlib";

const sources = `${import.meta.dirname}/src/`;
const finished = `${import.meta.dirname}/dist/`;
const CORE = ["app.css", "fonts.css", "core.js"]; // what every page fetches
const MOST = 60_000; // bytes of it, gzipped
const scripts = readdirSync(sources).filter((name) => name.endsWith(".js"));

// A font that comes late waits for the next page: a text that changes its width moves what one reads.
const steadyFonts = {
  name: "steady-fonts",
  setup: ({ onLoad }) =>
    onLoad({ filter: /pretendard[\w-]*\.css$/ }, ({ path }) => ({
      contents: readFileSync(path, "utf8").replaceAll("font-display: swap", "font-display: optional"),
      loader: "css",
    })),
};

rmSync(finished, { recursive: true, force: true });
await build({
  entryPoints: [...scripts, "app.css", "fonts.css"].map((name) => sources + name).filter(existsSync),
  outdir: finished,
  bundle: true,
  minify: true,
  format: "iife", // one file for each page's need: shared chunks would import each other by unhashed names
  target: ["es2022", "chrome109", "firefox115", "safari16"], // old enough that nested CSS is written flat
  loader: { ".woff2": "file", ".svg": "file", ".png": "file" },
  assetNames: "[ext]/[name]",
  legalComments: "linked",
  logLevel: "warning",
  plugins: [steadyFonts],
});
// What certificates are printed with; no page fetches it.
const letters = `${import.meta.dirname}/node_modules/pretendard/dist/public/static/alternative/`;
for (const name of ["Pretendard-Regular.ttf", "Pretendard-SemiBold.ttf"]) cpSync(letters + name, `${finished}fonts/${name}`);
if (existsSync(`${sources}images`)) cpSync(`${sources}images`, `${finished}images`, { recursive: true });

const core = CORE.reduce((sum, name) => sum + gzipSync(readFileSync(finished + name)).length, 0);
if (core > MOST) throw new Error(`The core assets take ${core} bytes gzipped; they may take ${MOST}.`);
