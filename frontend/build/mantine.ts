import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import type { Plugin } from "vite";

const CORE = "node_modules/@mantine/core";
const NAME = "virtual:mantine.css";
const PACKAGES = ["modals", "notifications"];
const ALWAYS = ["baseline", "default-css-variables", "global"];
const IMPORTS = /import\s*\{([^}]*)\}\s*from\s*["']@mantine\/core["']/g;
const FROM = /import\s*\{([^}]*)\}\s*from\s*"(\.[^"]+)"/g;

/** `virtual:mantine.css`: the styles of those components of Mantine that our sources name, and of what those are made of. */
export function mantineStyles(): Plugin {
  return {
    name: "mantine-styles",
    resolveId: (id) => (id === NAME ? `\0${NAME}` : null),
    load: (id) => (id === `\0${NAME}` ? mantineCss(process.cwd()) : null),
  };
}

export function mantineCss(root: string): string {
  const core = join(root, CORE);
  const packages = PACKAGES.map((name) => join(root, "node_modules/@mantine", name, "esm"));
  const names = namedIn([join(root, "src"), ...packages].flatMap(scripts));
  const modules = madeOf(entries(core, names));
  const sheets = [...ALWAYS, ...[...modules].map((path) => basename(path, ".module.mjs"))];
  return inTheirOrder(core, sheets).join("\n");
}

function scripts(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return names.filter((name) => /\.(ts|tsx|mjs)$/.test(name)).map((name) => join(folder, name));
}

function namedIn(paths: string[]): Set<string> {
  const texts = paths.map((path) => readFileSync(path, "utf8"));
  return new Set(
    texts.flatMap((text) => [...text.matchAll(IMPORTS)].flatMap((found) => identifiers(found[1]))),
  );
}

function identifiers(list = ""): string[] {
  return list.split(",").map((one) => one.trim().split(/\s+as\s+/)[0] ?? "");
}

/** The files that the library's index takes these names from. */
function entries(core: string, names: Set<string>): string[] {
  const index = join(core, "esm/index.mjs");
  return [...readFileSync(index, "utf8").matchAll(FROM)]
    .filter(([, list]) => identifiers(list).some((name) => names.has(name)))
    .map(([, , path]) => resolve(dirname(index), path ?? ""));
}

/** The `*.module.mjs` (class names) that these files lead to. */
function madeOf(files: string[]): Set<string> {
  const seen = new Set<string>();
  const left = [...files];
  for (let file = left.pop(); file !== undefined; file = left.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    for (const [, path] of readFileSync(file, "utf8").matchAll(/from\s*"(\.[^"]+)"/g)) {
      left.push(resolve(dirname(file), path ?? ""));
    }
  }
  return new Set([...seen].filter((file) => file.endsWith(".module.mjs")));
}

/** In the layer, each, and as the library's own whole sheet has them: a later one may override an earlier one. */
function inTheirOrder(core: string, names: string[]): string[] {
  const whole = sheet(core, "styles.css");
  const there = [...new Set(names)].filter((name) => existsSync(join(core, "styles", `${name}.css`)));
  const place = (name: string) => whole.indexOf(sheet(core, `styles/${name}.css`).trim().slice(0, 400));
  const places = new Map(there.map((name) => [name, place(name)]));
  const ordered = there.sort((one, other) => (places.get(one) ?? 0) - (places.get(other) ?? 0));
  return ordered.map((name) => sheet(core, `styles/${name}.layer.css`));
}

function sheet(core: string, path: string): string {
  return readFileSync(join(core, path), "utf8");
}
