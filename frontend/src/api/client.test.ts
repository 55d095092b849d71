import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { i18n } from "@/i18n";

import { api } from "./client";
import { Fault, faultOf, faultText, fieldFault, fieldsOf, formFaults, otherFaults, unwrap } from "./faults";
import { accessToken, currentSession, signedIn, signOut } from "./session";
import { keptTokens } from "./tokens";

const PERSON = {
  id: "p",
  kind: "user" as const,
  role: "USER" as const,
  name: "Ada",
  locale: null,
  timezone: null,
  created_at: "2026-01-01T00:00:00Z",
};

type Server = (request: Request) => Response | Promise<Response>;

const asked: string[] = [];

function answer(body: unknown, status = 200): Response {
  return new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json" } });
}

function refusal(code: string, status: number): Response {
  return answer({ error: { code, message: `said of ${code}`, details: {} } }, status);
}

function tokens(name: string, expires_in = 900) {
  return {
    access_token: name,
    refresh_token: `r-${name}`,
    expires_in,
    token_type: "bearer" as const,
    user: PERSON,
  };
}

/** The network, as far as the client can see: what each request says, and what it is answered. */
function serve(server: Server): void {
  vi.stubGlobal("fetch", async (input: RequestInfo | URL, init?: RequestInit) => {
    const request =
      input instanceof Request ? input : new Request(new URL(String(input), location.href), init);
    const path = new URL(request.url).pathname.replace("/api/v1", "");
    asked.push(`${path} ${request.headers.get("authorization") ?? "-"}`);
    return server(request);
  });
}

const isRenewal = (request: Request) => request.url.endsWith("/auth/refresh");
const isWith = (request: Request, token: string) =>
  request.headers.get("authorization") === `Bearer ${token}`;
const readMe = () => unwrap(api.GET("/api/v1/auth/me"));

beforeEach(() => {
  asked.length = 0;
  signedIn(tokens("old"));
});

afterEach(async () => {
  serve(() => new Response(null, { status: 204 }));
  await signOut();
  vi.unstubAllGlobals();
});

describe("the API client", () => {
  it("renews once where many are refused at once, and asks each again", async () => {
    serve((request) => {
      if (isRenewal(request)) return answer(tokens("new"));
      return isWith(request, "new") ? answer(PERSON) : refusal("auth:token_expired", 401);
    });

    const people = await Promise.all([readMe(), readMe(), readMe()]);

    expect(people.map((one) => one.name)).toEqual(["Ada", "Ada", "Ada"]);
    expect(asked.filter((one) => one.startsWith("/auth/refresh"))).toHaveLength(1);
    expect(asked.filter((one) => one === "/auth/me Bearer new")).toHaveLength(3);
    expect(keptTokens()?.access).toBe("new");
  });

  it("renews a token before it ends, without being refused first", async () => {
    signedIn(tokens("ending", 5));
    serve((request) => (isRenewal(request) ? answer(tokens("new")) : answer(PERSON)));

    await readMe();

    expect(asked).toEqual(["/auth/refresh -", "/auth/me Bearer new"]);
  });

  it("sends what is written once more with its body", async () => {
    const bodies: unknown[] = [];
    serve(async (request) => {
      if (isRenewal(request)) return answer(tokens("new"));
      bodies.push(await request.json());
      return isWith(request, "new") ? answer(PERSON) : refusal("auth:token_expired", 401);
    });

    await unwrap(api.PATCH("/api/v1/auth/me", { body: { name: "Ada" } }));

    expect(bodies).toEqual([{ name: "Ada" }, { name: "Ada" }]);
  });

  it("waits for the person where the session has ended, and goes on with the new one", async () => {
    serve((request) => (isWith(request, "again") ? answer(PERSON) : refusal("auth:refresh_invalid", 401)));
    const waiting = readMe();
    await vi.waitFor(() => expect(currentSession().state).toBe("ended"));

    signedIn(tokens("again"));

    expect((await waiting).name).toBe("Ada");
    expect(currentSession().state).toBe("in");
  });

  it("lets go of what waits when the person signs out instead", async () => {
    serve(() => refusal("auth:refresh_invalid", 401));
    const waiting = readMe();
    await vi.waitFor(() => expect(currentSession().state).toBe("ended"));

    void signOut();

    await expect(waiting).rejects.toMatchObject({ code: "auth:signed_out" });
    await expect(accessToken()).rejects.toBeInstanceOf(Fault);
  });

  it("keeps the session where a renewal fails for want of a network", async () => {
    serve((request) => {
      if (isRenewal(request)) throw new TypeError("Failed to fetch");
      return refusal("auth:token_expired", 401);
    });

    await expect(readMe()).rejects.toMatchObject({ code: "app:unreachable", status: 0 });
    expect(currentSession().state).toBe("in");
  });

  it("sends no token to where people sign in, and renews nothing when they are refused", async () => {
    serve(() => refusal("auth:login_failed", 401));

    const body = { email: "ada@example.org", password: "wrong" };
    await expect(unwrap(api.POST("/api/v1/auth/login", { body }))).rejects.toMatchObject({ status: 401 });
    expect(asked).toEqual(["/auth/login -"]);
  });
});

describe("a fault", () => {
  it("is told in words of ours by its code", () => {
    expect(faultText(new Fault("auth:login_failed", 401, "x"))).toMatch(/password is wrong/);
  });

  it("is told in the server's words where we have none", () => {
    expect(faultText(new Fault("moon:away", 404, "The moon is away."))).toBe("The moon is away.");
  });

  it("names what its details name", () => {
    expect(faultText(new Fault("cron:too_many", 409, "", { limit: 20 }))).toContain("20");
  });

  it.each([
    [new TypeError("NetworkError when attempting to fetch resource."), "app:unreachable"],
    [new TypeError("x is not a function"), "app:unexpected"],
    [{ error: { code: "bot:not_found", message: "", details: {} } }, "bot:not_found"],
    ["<html>Bad gateway</html>", "app:unexpected"],
  ])("is known by what was thrown: %s", (thrown, code) => {
    expect(faultOf(thrown).code).toBe(code);
  });

  it("of a gateway that answers no JSON is told as a server that is not ready", () => {
    expect(faultOf(null, 502).code).toBe("app:unavailable");
  });

  const fields = [
    { path: "body.email", code: "missing", message: "Field required" },
    { path: "body.name", code: "string_too_short", message: "Too short", limit: 3 },
    { path: "body.hosts.0", code: "moon", message: "Not on the moon" },
    { path: "body.steps.0.id", code: "document:id", message: "No id", message_ru: "Нет id" },
  ];
  const refused = new Fault("api:invalid", 422, "", { fields });

  it("tells what is wrong with fields, in our words where there are some for the code", () => {
    expect(fieldsOf(refused)).toEqual({
      email: "This is needed.",
      name: "At least 3 characters.",
      "hosts.0": "Not on the moon",
      "steps.0.id": "No id",
    });
  });

  it("tells it in the person's language", async () => {
    await i18n.changeLanguage("ru");
    expect(fieldsOf(refused)).toEqual({
      email: "Это нужно заполнить.",
      name: "Не меньше 3 символов.",
      "hosts.0": "Not on the moon",
      "steps.0.id": "Нет id",
    });
    await i18n.changeLanguage("en");
  });

  it("places that at the fields of a form, whatever they are called there, and leaves nothing out", () => {
    expect(fieldFault(refused, "hosts")).toBe("Not on the moon");
    expect(fieldFault(refused, "host")).toBeUndefined();
    expect(formFaults(refused, { hosts: "servers" })).toMatchObject({ servers: "Not on the moon" });
    expect(otherFaults(refused, ["email", "name", "hosts"])).toEqual([["steps.0.id", "No id"]]);
    expect(otherFaults(new TypeError("x"), [])).toEqual([]);
  });
});
