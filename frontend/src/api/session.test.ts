import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { personCalled } from "@/testing/person";
import { accessToken, currentSession, personChanged, renewed, signedIn, signOut } from "./session";
import { keepTokens, keptTokens, tokensOf } from "./tokens";

const ADA = personCalled("ada");
const BOB = personCalled("bob");

function answered(name: string, user = ADA, expires_in = 900) {
  return {
    access_token: name,
    refresh_token: `r-${name}`,
    expires_in,
    token_type: "bearer" as const,
    user,
  };
}

/** What another tab does to what both keep. */
function elsewhere(tokens: ReturnType<typeof answered> | null): void {
  keepTokens(tokens && tokensOf(tokens));
  dispatchEvent(new StorageEvent("storage", { key: "dbcv.session" }));
}

type Asked = { path: string; body: unknown; headers: Headers };

/** The server answers when `answer` is called. */
function serve() {
  const asked: Asked[] = [];
  const answers: ((response: Response) => void)[] = [];
  vi.stubGlobal("fetch", (path: string, init: RequestInit) => {
    asked.push({ path, body: JSON.parse(String(init.body)), headers: new Headers(init.headers) });
    return new Promise<Response>((resolve) => answers.push(resolve));
  });
  const answer = (body: unknown, status = 200) =>
    answers.shift()?.(new Response(status === 204 ? null : JSON.stringify(body), { status }));
  return { asked, answer };
}

const refused = { error: { code: "auth:refresh_reused", message: "", details: {} } };

beforeEach(() => signedIn(answered("a1")));

afterEach(async () => {
  const { answer } = serve();
  const out = signOut();
  answer(null, 204);
  await out;
  vi.unstubAllGlobals();
});

describe("what one person asked for is never asked with the tokens of another", () => {
  it("where another tab signed somebody else in", async () => {
    elsewhere(answered("b1", BOB));

    expect(currentSession()).toMatchObject({ state: "in", person: { id: "bob" } });
    await expect(renewed("a1")).rejects.toMatchObject({ code: "auth:signed_out" });
    expect(await accessToken()).toBe("b1");
  });

  it("where that comes to light while a token is renewed", async () => {
    const { answer } = serve();
    const waiting = renewed("a1");
    keepTokens(tokensOf(answered("b1", BOB)));
    answer(answered("a2"));
    await vi.waitFor(() => expect(currentSession().state).toBe("ended"));
    expect(keptTokens()?.access).toBe("b1");

    elsewhere(answered("b1", BOB));

    await expect(waiting).rejects.toMatchObject({ code: "auth:signed_out" });
    expect(currentSession().person?.id).toBe("bob");
  });

  it("where a renewal finds the tokens of somebody else", async () => {
    keepTokens(tokensOf(answered("b1", BOB)));
    const { asked } = serve();
    const waiting = renewed("a1");
    await vi.waitFor(() => expect(currentSession()).toMatchObject({ state: "ended", person: ADA }));

    signedIn(answered("a2"));

    expect(await waiting).toBe("a2");
    expect(asked).toEqual([]);
  });
});

describe("a renewal", () => {
  it("does not undo what another tab did meanwhile: signing out", async () => {
    const { answer } = serve();
    const waiting = renewed("a1");
    keepTokens(null);
    answer(answered("a2"));
    await vi.waitFor(() => expect(currentSession().state).toBe("ended"));

    elsewhere(null);

    await expect(waiting).rejects.toMatchObject({ code: "auth:signed_out" });
    expect(keptTokens()).toBeNull();
    expect(currentSession().state).toBe("out");
  });

  it("that is refused since another tab was quicker goes on with what that one got", async () => {
    const { answer } = serve();
    const waiting = renewed("a1");
    keepTokens(tokensOf(answered("a2")));
    answer(refused, 401);

    expect(await waiting).toBe("a2");
    expect(currentSession().state).toBe("in");
  });
});

it("a name that is changed leaves the newest tokens as they are", () => {
  keepTokens(tokensOf(answered("a2")));

  personChanged({ ...ADA, name: "Ada Lovelace" });

  expect(keptTokens()).toMatchObject({ access: "a2", person: { name: "Ada Lovelace" } });
});

it("signing out ends the sign-in though the access token has ended", async () => {
  signedIn(answered("old", ADA, -60));
  const { asked, answer } = serve();
  const out = signOut();
  answer(null, 204);
  await out;

  expect(asked).toMatchObject([{ path: "/api/v1/auth/logout", body: { refresh_token: "r-old" } }]);
  expect(asked[0]?.headers.has("authorization")).toBe(false);
  expect(currentSession().state).toBe("out");
});
