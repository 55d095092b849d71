import type { BotDocument, Group, RequestPart, Step, WidgetType } from "@/model/document";
import { WIDGETS } from "../widget/registry";

const rules = {
  condition: "AND",
  rules: [{ field: "user.age", operator: "greater", value: 18, data: { kept: 1 } }],
};
const connections = (id: string) => [
  {
    id: `${id}a`,
    name: "way",
    priority: 1,
    rules,
    filters: rules,
    set: [{ variable: "user.a", value: 1 }],
    to: "bye",
  },
  { id: `${id}b`, priority: 2, to: "nowhere-there" },
];
const inner = (id: string) => ({
  priority: 1,
  set: [{ variable: "session.a", op: "add" as const, value: 1 }],
  connections: connections(id),
});

const light = (id: string) => ({ priority: 1, connections: [{ id: `${id}a`, to: "bye" }] });

const groups: readonly Group[] = [
  { id: "message", ...inner("m") },
  { id: "timeout", on: "timeout", after: 90, restart: false, ...light("t") },
  { id: "response", type: "response", request: "json", ...light("r") },
  { id: "code", type: "code", code: "async def main(message, variables):\n    return 1", ...light("c") },
  {
    id: "integration",
    type: "integration",
    integration: "a.b",
    config: { x: 1 },
    credential: "mine",
    ...light("i"),
  },
];

const widgets: readonly Step[] = (Object.keys(WIDGETS) as WidgetType[]).map((type) => ({
  id: `widget-${type}`,
  message: { widget: { type, props: { label: "Ask", unknown: { kept: true } } } },
}));

const sent = {
  url: "https://a.example/{$session.a$}",
  headers: { "X.Kind": "1", n: 1 },
  query: { q: ["a"] },
};
const requests: readonly RequestPart[] = [
  { id: "none", ...sent },
  {
    id: "json",
    name: "n",
    method: "POST",
    body: { a: "{$user.name$}" },
    timeout: 5,
    retry: { times: 1, backoff: 2 },
    credential: "c",
    proxy: "http://p",
    ...sent,
  },
  { id: "text", body: "  a {$user.name$}\n", ...sent },
  { id: "form", form: { a: 1, b: null }, ...sent },
  { id: "multipart", multipart: { a: { file: "{$message.attachments.0$}", name: "x" }, b: "t" }, ...sent },
  { id: "file", file: { url: "https://a.example/f", content_type: "a/b" }, ...sent },
  { id: "file-text", file: "{$message.attachments$}", ...sent },
];

/** A document that says everything the language can. */
export const EVERYTHING: BotDocument = {
  dbcv: 1,
  kind: "bot",
  name: "All",
  description: "Everything",
  locale: "de",
  timezone: "Europe/Moscow",
  secrets: ["bot.token"],
  on_finish: "stay",
  variables: { a: "1", n: 1, list: [1], text: "12", flag: true, token: "•••" },
  first_step: "all",
  groups: [{ id: "bot-group", ...light("b") }],
  notes: [{ id: "note", text: "legal", position: { x: 0, y: 0 }, color: "pink" }],
  requests,
  steps: [
    {
      id: "all",
      name: "All",
      note: "note",
      proxy: true,
      position: { x: 1, y: 2 },
      message: {
        text: "Hi {$user.name$}",
        buttons: [{ text: "A", value: "a" }, { text: "B" }, { text: "" }],
        attachments: [{ url: "https://a.example/a", type: "image", name: "a" }, { file: "{$user.file$}" }],
        params: { any: [1] },
      },
      template: { id: "t", version: 2, inputs: { a: 1 }, outputs: { b: "user.b" } },
      preset: { id: "p", config: { a: 1 } },
      groups,
    },
    ...widgets,
    { id: "bye" },
  ],
};
