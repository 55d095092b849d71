import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { online, type Online } from "./online";
import { identify, signOut } from "./parts/identify";

const SCOPE = "dbcv:https://chat.example/:c1:";
const tokenOf = (sub: string) => `e30.${btoa(JSON.stringify({ sub }))}.sig`;

/** The server: whose tokens are whose, and what it was asked. */
const asked: { path: string; body: unknown }[] = [];
let refusesRenewal = false;
let number = 0;

function answer(path: string, body: Record<string, string>): Response {
  if (path.endsWith("auth/logout")) return new Response(null, { status: 204 });
  if (path.endsWith("auth/refresh") && refusesRenewal) {
    return Response.json({ error: { code: "auth:token_used" } }, { status: 401 });
  }
  const claims = path.endsWith("/identity")
    ? (JSON.parse(atob(body.token?.split(".")[1] ?? "")) as { sub: string })
    : null;
  const id =
    claims?.sub ?? (path.endsWith("auth/refresh") ? (body.refresh_token?.split(" ")[0] ?? "") : "anonymous");
  number++;
  return Response.json({
    access_token: `a${number}`,
    refresh_token: `${id} ${number}`,
    expires_in: 900,
    user: { id },
  });
}

let told: string[] = [];
const opened: Online[] = [];

function visit(): Online {
  const at = online({
    server: "https://chat.example/",
    channel: "c1",
    changed: () => undefined,
    ended: (code) => told.push(code),
  });
  opened.push(at);
  return at;
}

const waiting = () => Object.keys(localStorage).filter((key) => key.startsWith(SCOPE + "outbox:"));
const texts = ({ conversation }: Online) => conversation.outbox.entries.map(({ text }) => text);
const history = () =>
  JSON.parse(localStorage.getItem(SCOPE + "history") ?? "{}") as { of?: string; messages?: unknown[] };
const heard = (at: Online, text: string) => at.conversation.store.add({ id: text, seq: 1, own: true, text });

beforeEach(() => {
  localStorage.clear();
  asked.length = number = 0;
  told = [];
  refusesRenewal = false;
  vi.stubGlobal("fetch", (to: URL, { body }: RequestInit) => {
    const read = JSON.parse(typeof body === "string" ? body : "{}") as Record<string, string>;
    asked.push({ path: to.pathname, body: read });
    return Promise.resolve(answer(to.pathname, read));
  });
});

afterEach(() => {
  for (const { conversation } of opened.splice(0)) conversation.stop();
  vi.unstubAllGlobals();
});

describe("on a browser that people share", () => {
  it("what one wrote and could not send is not said by the next", async () => {
    const at = visit();
    await identify(at.identity, "c1", tokenOf("ada"));
    at.conversation.say({ text: "Adas words" });
    expect(waiting()).toHaveLength(1);
    await signOut(at.identity);
    await identify(at.identity, "c1", tokenOf("bob"));
    expect(texts(at)).toEqual([]);
    expect(waiting()).toEqual([]);
  });

  it("nothing of one is shown to the next who signed in where there was no chat", async () => {
    const ada = visit();
    await identify(ada.identity, "c1", tokenOf("ada"));
    ada.conversation.say({ text: "Adas words" });
    heard(ada, "Adas history");
    ada.conversation.store.save();
    const tokens = localStorage.getItem(SCOPE + "tokens") ?? "";
    localStorage.setItem(SCOPE + "tokens", tokens.replaceAll("ada", "bob"));

    const bob = visit();
    expect(bob.conversation.store.messages).toEqual([]);
    expect(texts(bob)).toEqual([]);
    expect(waiting()).toEqual([]);
  });

  it("another window forgets too, and writes nothing back when it closes", async () => {
    const first = visit();
    await identify(first.identity, "c1", tokenOf("ada"));
    const second = visit();
    heard(second, "Adas history");
    second.conversation.start();
    const retried = vi.spyOn(second.conversation.connection, "retry");
    await signOut(first.identity);
    second.conversation.store.save();
    expect(history().messages ?? []).toEqual([]);

    dispatchEvent(new StorageEvent("storage", { key: SCOPE + "tokens", newValue: null }));
    expect(second.conversation.store.messages).toEqual([]);
    expect(second.conversation.forgotten).toBe(1);
    expect(retried).toHaveBeenCalled();
  });

  it("somebody in particular says what nobody in particular has written", async () => {
    const at = visit();
    at.conversation.say({ text: "before all" });
    await at.identity.token();
    at.conversation.say({ text: "as nobody" });
    await identify(at.identity, "c1", tokenOf("ada"));
    expect(texts(at)).toEqual(["before all", "as nobody"]);
    expect(texts(visit())).toEqual(["before all", "as nobody"]);
  });
});

describe("whom the page has vouched for", () => {
  it("is nobody else when the sign-in ends: the page is told, and may vouch again", async () => {
    const at = visit();
    const access = await identify(at.identity, "c1", tokenOf("ada"));
    refusesRenewal = true;
    await expect(at.identity.renew(access)).rejects.toMatchObject({ code: "identity:required" });
    expect(told).toEqual(["auth:token_used"]);
    expect(asked.some(({ path }) => path.endsWith("auth/anonymous"))).toBe(false);

    const again = await identify(at.identity, "c1", tokenOf("ada"));
    expect(again).not.toBe(access);
    expect(await at.identity.token()).toBe(again);
  });

  it("goes on with what another window has renewed, where there are no locks", async () => {
    const at = visit();
    const access = await identify(at.identity, "c1", tokenOf("ada"));
    const kept = JSON.parse(localStorage.getItem(SCOPE + "tokens") ?? "{}") as object;
    const fetching = globalThis.fetch;
    refusesRenewal = true;
    vi.stubGlobal("fetch", (...given: Parameters<typeof fetch>) => {
      const other = { ...kept, access_token: "renewed", refresh_token: "ada other" };
      localStorage.setItem(SCOPE + "tokens", JSON.stringify(other));
      return fetching(...given);
    });
    expect(await at.identity.renew(access)).toBe("renewed");
    expect(told).toEqual([]);
  });

  it("is signed out at the server also when the access token has ended", async () => {
    const at = visit();
    await identify(at.identity, "c1", tokenOf("ada"));
    await signOut(at.identity);
    expect(asked.at(-1)).toEqual({ path: "/api/v1/auth/logout", body: { refresh_token: "ada 1" } });
  });
});
