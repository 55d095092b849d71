// Builds the chat of end users: dist/widget.js, which pages of others load, and dist/chat/, what it loads from us
// when it is needed, the hosted page and the frame of widgets. Names carry a digest, so they are good for ever.
import { createHash } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "vite";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const WIDGET = resolve(ROOT, "src/widget");
const PAGE = resolve(ROOT, "src/hosted-chat");
const DIST = resolve(ROOT, "dist");
const PARTS = ["accent", "files", "identify", "scrollback", "trouble", "widgets"];
const MOST = { "widget.js": 12_000, "the hosted page": 16_000 }; // bytes, gzipped, of all that is loaded at first

/** One file of all that `entry` imports. `format`: iife for a script tag, es for an import. */
async function bundled(entry, format, plugins = []) {
  const made = await build({
    root: ROOT,
    configFile: false,
    logLevel: "warn",
    plugins,
    resolve: { alias: { "@": resolve(ROOT, "src") } },
    build: {
      write: false,
      target: "es2022",
      modulePreload: false,
      rolldownOptions: {
        input: entry,
        preserveEntrySignatures: format === "es" ? "strict" : false,
        output: { format, codeSplitting: false, minify: true },
      },
    },
  });
  const [output] = [made].flat().map((one) => one.output[0]);
  return output.code.trim() + "\n";
}

/** In place of parts.ts: where the built parts are, as `from` finds them. `within`: parts that are not apart. */
function partsAt(names, from, within = []) {
  const apart = Object.entries(names).map(
    ([part, file]) => `${part}: () => import(/* @vite-ignore */ at("${file}"))`,
  );
  const inside = within.map((part) => `${part}: () => Promise.resolve(${part})`);
  const code = [
    ...within.map((part) => `import * as ${part} from "./${part}";`),
    from,
    `export const parts = { ${[...apart, ...inside].join(", ")} };`,
  ].join("\n");
  return { name: "parts", enforce: "pre", load: (id) => (id === resolve(WIDGET, "parts.ts") ? code : null) };
}

// A script of another page finds them by its own address, a part beside itself.
const BY_ORIGIN = `import { origin } from "./origin"; const at = (file) => new URL("chat-assets/" + file, origin).href;`;
const BESIDE = `const at = (file) => "./" + file;`;

const digest = (content) => createHash("sha256").update(content).digest("hex").slice(0, 10);

const written = {};

/** Put into dist/chat under a name with its digest. */
async function keep(name, content) {
  const [stem, kind] = name.split(".");
  const hashed = `${stem}-${digest(content)}.${kind}`;
  await writeFile(resolve(DIST, "chat", hashed), content);
  written[name] = content;
  return hashed;
}

const filled = (html, names) =>
  html.replace(/\{\{([\w.]+)\}\}/g, (all, name) => (name in names ? `/chat-assets/${names[name]}` : all));

async function buildChat() {
  await rm(resolve(DIST, "chat"), { recursive: true, force: true });
  await mkdir(resolve(DIST, "chat"), { recursive: true });
  const parts = {};
  for (const part of PARTS)
    parts[part] = await keep(`${part}.js`, await bundled(resolve(WIDGET, `parts/${part}.ts`), "es"));
  const beside = [partsAt(parts, BESIDE)];
  const view = await keep("view.js", await bundled(resolve(WIDGET, "view.ts"), "es", beside));
  const widget = await bundled(resolve(WIDGET, "main.ts"), "iife", [partsAt({ ...parts, view }, BY_ORIGIN)]);
  await writeFile(resolve(DIST, "widget.js"), widget);
  written["widget.js"] = widget;
  const names = {
    "page.js": await keep(
      "page.js",
      await bundled(resolve(PAGE, "page.ts"), "iife", [partsAt(parts, BY_ORIGIN, ["view"])]),
    ),
    "frame.js": await keep("frame.js", await bundled(resolve(WIDGET, "frame/main.ts"), "iife")),
  };
  for (const name of ["page.css", "icon.svg"])
    names[name] = await keep(name, await readFile(resolve(PAGE, name), "utf8"));
  for (const [name, folder] of [
    ["index.html", PAGE],
    ["frame.html", resolve(WIDGET, "frame")],
  ]) {
    const html = filled(await readFile(resolve(folder, "index.html"), "utf8"), names);
    await writeFile(resolve(DIST, "chat", name), html);
    written[name] = html;
  }
}

const size = (...names) => names.reduce((sum, name) => sum + gzipSync(written[name], { level: 9 }).length, 0);

await buildChat();
const sizes = {
  "widget.js": size("widget.js"),
  "the hosted page": size("index.html", "page.css", "page.js"),
};
const rest = ["view.js", ...PARTS.map((part) => `${part}.js`), "frame.js"]
  .map((name) => `${name} ${size(name)}`)
  .join(", ");
process.stdout.write(
  `gzipped: ${Object.entries(sizes)
    .map((pair) => pair.join(" "))
    .join(", ")}; when needed: ${rest}\n`,
);
const large = Object.entries(sizes).filter(([name, bytes]) => bytes > MOST[name]);
if (large.length) {
  process.stderr.write(
    `${large.map(([name, bytes]) => `${name} has ${bytes} bytes, more than ${MOST[name]}`).join(", ")}\n`,
  );
  process.exitCode = 1;
}
