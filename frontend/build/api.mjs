// The types of our API, and schemas for tests, from what it says of itself: `node build/api.mjs` writes them, `--check`
// compares.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import openapiTS, { astToString } from "openapi-typescript";

const ROOT = join(import.meta.dirname, "..", "..");
const TYPES = join(ROOT, "frontend/src/api/schema.d.ts");
// What tests draw forms of and count keys of, beside the types.
const SCHEMAS = join(ROOT, "frontend/src/testing/schemas.json");
const PARTS = [
  "AnyWidget",
  "Button",
  "ConnectionChange",
  "ConnectionGroupChange",
  "GroupType",
  "Message",
  "RequestChange",
];
const HEAD = "// Made by `npm run api` from the OpenAPI description of our API; not to be edited.\n\n";

const python = process.env.DBCV_PYTHON ?? join(ROOT, ".venv/bin/python");
const told = execFileSync(python, [join(ROOT, "frontend/build/describe.py"), "--bare"], {
  env: { ...process.env, PYTHONPATH: join(ROOT, "backend") },
  maxBuffer: 64 * 1024 * 1024,
});
const described = JSON.parse(told.toString());
const made = {
  [TYPES]: HEAD + short(astToString(await openapiTS(described))),
  [SCHEMAS]: JSON.stringify(schemas(), null, 1) + "\n",
};

/** Those of PARTS with all that they refer to. */
function schemas() {
  const known = described.components.schemas;
  const found = new Set(PARTS);
  for (const name of found)
    for (const [, other] of JSON.stringify(known[name]).matchAll(/#\/components\/schemas\/([\w.-]+)/g))
      found.add(other);
  return Object.fromEntries([...found].sort().map((name) => [name, known[name]]));
}

// What is not there need not be said, and two spaces indent as well as four.
function short(types) {
  const said = types.replaceAll(/^ +\w+\?: never;\n/gm, "");
  return said.replaceAll(/^ +/gm, (indent) => indent.slice(indent.length / 2));
}

for (const [path, text] of Object.entries(made)) {
  if (!process.argv.includes("--check")) {
    writeFileSync(path, text);
  } else if (readFileSync(path, "utf8") !== text) {
    process.stderr.write(`${relative(ROOT, path)} is not what the API says: run \`make api\`.\n`);
    process.exitCode = 1;
  }
}
