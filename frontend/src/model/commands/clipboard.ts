import type {
  BotDocument,
  Connection,
  Group,
  Position,
  RequestPart,
  Step,
  TemplateDocument,
} from "../document";
import { newId } from "../ids";
import { indexOf } from "../index";
import { isObject, same } from "../json";
import type { Operation } from "../operation";
import { isCopied } from "../wellFormed";
import { renewed } from "./steps";

/** What is copied, as plain text: it can go through a chat, a mail or another bot. */
interface Copied {
  readonly dbcv: 1;
  readonly kind: "steps";
  /** Id of the bot they are of. */
  readonly bot?: string;
  readonly steps: readonly Step[];
  readonly requests?: readonly RequestPart[];
  readonly templates?: readonly TemplateDocument[];
}

export interface Pasted {
  readonly operations: Operation[];
  /** Of the new steps. */
  readonly ids: string[];
}

/** With the requests and templates they need. `botId`: of the bot they are of. */
export function copySteps(document: BotDocument, ids: readonly string[], botId?: string): string {
  const wanted = new Set(ids);
  const steps = (document.steps ?? []).filter((step) => wanted.has(step.id));
  const requests = neededRequests(document, steps);
  const templates = neededTemplates(document, steps);
  const copied: Copied = {
    dbcv: 1,
    kind: "steps",
    ...(botId !== undefined && { bot: botId }),
    ...(requests.length > 0 && { requests }),
    ...(templates.length > 0 && { templates }),
    steps,
  };
  return JSON.stringify(copied, null, 2);
}

/** What can be pasted; null where the text is something else. */
export function readCopied(text: string): Copied | null {
  if (!text.trimStart().startsWith("{")) return null;
  try {
    const found: unknown = JSON.parse(text);
    if (!isObject(found) || found["dbcv"] !== 1 || found["kind"] !== "steps") return null;
    return Array.isArray(found["steps"]) && isCopied(found) ? (found as unknown as Copied) : null;
  } catch {
    return null;
  }
}

interface Into {
  /** Where the upper left corner comes; near the original where left out. */
  readonly at?: Position;
  readonly botId?: string;
}

/**
 * With new ids. Ways among the steps are kept, in the bot they are of those that led elsewhere too; in another one these
 * lead nowhere, and are left out where nothing is said in them. Requests and templates come along where the bot does
 * not have the same.
 */
export function pasteSteps(document: BotDocument, text: string, { at, botId }: Into = {}): Pasted | null {
  const copied = readCopied(text);
  if (!copied || copied.steps.length === 0) return null;
  const isAtHome = copied.bot !== undefined && copied.bot === botId;
  const names = new Map(copied.steps.map((step) => [step.id, newId("step")]));
  const requests = requestsFor(document, copied.requests ?? []);
  const shift = shiftOf(copied.steps, at);
  const steps = copied.steps.map((step): Step => {
    const target = (to: string, way: Connection) =>
      names.get(to) ?? (isAtHome && indexOf(document).step(to) ? to : nowhere(way));
    const copy = renewed(step, target, names.get(step.id));
    const groups = copy.groups?.map((group) => withRequest(group, requests.names));
    return { ...copy, ...(groups && { groups }), ...(step.position && { position: shift(step.position) }) };
  });
  const templates = (copied.templates ?? []).filter(
    (one) => !indexOf(document).template(one.id, one.version),
  );
  const [first] = steps;
  const isEmpty = (document.steps ?? []).length === 0 && !document.first_step;
  const beginning: Operation[] = isEmpty && first ? [{ op: "set", path: "first_step", value: first.id }] : [];
  return {
    ids: steps.map((step) => step.id),
    operations: [
      ...templates.map((value): Operation => ({ op: "add", path: "templates", value })),
      ...requests.added.map((value): Operation => ({ op: "add", path: "requests", value })),
      ...steps.map((value): Operation => ({ op: "add", path: "steps", value })),
      ...beginning,
    ],
  };
}

/** null: nothing is lost with it. */
function nowhere({ to, name, rules, filters, set }: Connection): "" | null {
  return to === "" || name || rules || filters || (set ?? []).length > 0 ? "" : null;
}

function neededRequests(document: BotDocument, steps: readonly Step[]): RequestPart[] {
  const wanted = new Set(
    steps.flatMap((step) => (step.groups ?? []).flatMap((group) => requestOf(group) ?? [])),
  );
  return (document.requests ?? []).filter((request) => wanted.has(request.id));
}

/** Templates nest: what a template uses comes along too. */
function neededTemplates(document: BotDocument, steps: readonly Step[]): TemplateDocument[] {
  const found = new Set<TemplateDocument>();
  const waiting = [...steps];
  for (let step = waiting.pop(); step; step = waiting.pop()) {
    const template = step.template && indexOf(document).template(step.template.id, step.template.version);
    if (!template || found.has(template)) continue;
    found.add(template);
    waiting.push(...(template.steps ?? []));
  }
  return (document.templates ?? []).filter((one) => found.has(one));
}

function requestsFor(document: BotDocument, requests: readonly RequestPart[]) {
  const index = indexOf(document);
  const names = new Map<string, string>();
  const added: RequestPart[] = [];
  for (const request of requests) {
    const known = index.request(request.id);
    const id = known && !same(known, request) ? newId("request") : request.id;
    names.set(request.id, id);
    if (!known || id !== request.id) added.push({ ...request, id });
  }
  return { names, added };
}

function requestOf(group: Group): string | undefined {
  return group.type === "response" ? group.request : undefined;
}

function withRequest(group: Group, names: ReadonlyMap<string, string>): Group {
  const request = requestOf(group);
  const name = request === undefined ? undefined : names.get(request);
  return group.type === "response" && name !== undefined ? { ...group, request: name } : group;
}

function shiftOf(steps: readonly Step[], at: Position | undefined) {
  const places = steps.flatMap((step) => step.position ?? []);
  const left = Math.min(...places.map((one) => one.x));
  const top = Math.min(...places.map((one) => one.y));
  const by = at ? { x: at.x - left, y: at.y - top } : { x: 40, y: 40 };
  return ({ x, y }: Position): Position => ({ x: Math.round(x + by.x), y: Math.round(y + by.y) });
}
