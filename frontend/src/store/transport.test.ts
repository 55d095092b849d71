import { afterEach, expect, it, vi } from "vitest";

import { Fault, faultOf } from "@/api/faults";

import { isFinal, outcomeOf, Transport } from "./transport";

vi.mock("@/api/session", () => ({
  currentSession: () => ({ state: "in", person: { id: "ada" } }),
  subscribeToSession: () => () => undefined,
  accessToken: () => Promise.resolve("token"),
  renewed: () => Promise.resolve("token"),
}));

afterEach(() => {
  vi.unstubAllGlobals();
});

const said = (code: string, status: number) => faultOf({ error: { code, message: "", details: {} } }, status);

it.each([400, 403, 404, 409, 413, 422])("what something on the way answers is no refusal: %i", (status) => {
  const fault = faultOf("<html>Not here</html>", status);

  expect(outcomeOf(fault)).toMatchObject({ type: "failed", isBusy: false });
  expect(isFinal(fault)).toBe(false);
});

it.each([
  ["change:invalid", 422, "refused", true],
  ["api:too_large", 413, "refused", true],
  ["bot:not_found", 404, "blocked", true],
  ["bot:forbidden", 403, "blocked", true],
  ["auth:token_invalid", 401, "blocked", false],
  ["api:slow_down", 429, "failed", false],
  ["api:unavailable", 503, "failed", false],
] as const)("what our server answers is: %s", (code, status, type, final) => {
  expect(outcomeOf(said(code, status)).type).toBe(type);
  expect(isFinal(said(code, status))).toBe(final);
});

it("nothing arrived is no refusal", () => {
  expect(outcomeOf(new Fault("app:unreachable", 0, "")).type).toBe("failed");
});

it("what is sent last may outlive its page, where it is small enough for that", async () => {
  const requests: Request[] = [];
  vi.stubGlobal("fetch", (request: Request) => {
    requests.push(request);
    return Promise.resolve(new Response('{"revision": 1, "applied": [], "issues": []}'));
  });
  const transport = new Transport("bot");
  const text = (value: string) => [{ op: "set" as const, path: "name", value }];

  await transport.send(0, text("Hi"), true);
  await transport.send(0, text("я".repeat(40_000)), true);
  await transport.send(0, text("Hi"));

  expect(requests.map((one) => one.keepalive)).toEqual([true, false, false]);
});
