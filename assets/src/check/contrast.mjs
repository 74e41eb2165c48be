// Reads tokens.css and checks, in both themes, every pair of colours that carries text (4.5 : 1) or a shape (3 : 1).
//
//   node assets/src/check/contrast.mjs
import { readFileSync } from "node:fs";

const GROUNDS = ["ground", "paper", "sunk", "raised", "dawn"];
const TEXT = [
  ...["ink", "ink-soft", "ink-faint", "jjok", "jjok-deep", "good", "bad", "warn"].flatMap((ink) =>
    GROUNDS.map((ground) => [ink, ground]),
  ),
  ...["jjok", "good", "bad", "warn", "light"].map((name) => ["ink", `${name}-wash`]),
  ...["jjok", "good", "bad", "warn", "light"].map((name) => ["ink-soft", `${name}-wash`]),
  ...["jjok", "jjok-deep"].map((ink) => [ink, "jjok-wash"]),
  ["good", "good-wash"],
  ["bad", "bad-wash"],
  ["warn", "warn-wash"],
  ["jjok", "light-wash"],
  ["on-jjok", "jjok"],
  ["on-jjok", "jjok-deep"],
  ["on-light", "light"],
  ["on-basalt", "basalt"],
  ["on-basalt-soft", "basalt"],
];
const SHAPES = [
  ...["edge", "jjok"].flatMap((ink) => GROUNDS.map((ground) => [ink, ground])),
  ["light", "basalt"],
  ["light", "basalt-face"],
  ["bad-fill", "sunk"],
];

function oklchToLuminance([lightness, chroma, hue]) {
  const [a, b] = [chroma * Math.cos((hue * Math.PI) / 180), chroma * Math.sin((hue * Math.PI) / 180)];
  const [l, m, s] = [
    lightness + 0.3963377774 * a + 0.2158037573 * b,
    lightness - 0.1055613458 * a - 0.0638541728 * b,
    lightness - 0.0894841775 * a - 1.291485548 * b,
  ].map((root) => root ** 3);
  const linear = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ].map((channel) => Math.min(Math.max(channel, 0), 1));
  return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
}

function tokens() {
  const css = readFileSync(new URL("../css/tokens.css", import.meta.url), "utf8");
  const found = {};
  for (const [, name, value] of css.matchAll(/--([\w-]+):\s*([^;]+);/g)) {
    const colours = [...value.matchAll(/oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)/g)].map((match) =>
      match.slice(1).map(Number),
    );
    if (colours.length) found[name] = { day: colours[0], night: colours.at(-1) };
  }
  return found;
}

function ratio(one, other) {
  const [high, low] = [oklchToLuminance(one), oklchToLuminance(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

const colours = tokens();
let faults = 0;
for (const [pairs, least] of [
  [TEXT, 4.5],
  [SHAPES, 3],
]) {
  for (const [ink, ground] of pairs) {
    for (const theme of ["day", "night"]) {
      const reached = ratio(colours[ink][theme], colours[ground][theme]);
      if (reached >= least) continue;
      faults += 1;
      console.error(`${ink} on ${ground} by ${theme}: ${reached.toFixed(2)}, needs ${least}`);
    }
  }
}
if (faults) process.exit(1);
console.log(`${TEXT.length + SHAPES.length} pairs hold in both themes.`);
