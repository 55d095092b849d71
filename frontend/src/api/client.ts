import createClient, { type Middleware } from "openapi-fetch";
import createQueryClient from "openapi-react-query";

import { faultOf } from "./faults";
import type { paths } from "./schema";
import { accessToken, currentSession, renewed } from "./session";

// These are called by people who are not signed in, and what they answer 401 to is no token.
const OPEN = new Set(
  ["login", "register", "refresh", "verify", "password/forgot", "password/reset"].map(
    (name) => `/api/v1/auth/${name}`,
  ),
);

/** `fetch` for the person who is signed in: with a token that is good, renewed once where it is refused. */
export async function authorizedFetch(request: Request): Promise<Response> {
  const isOpen = OPEN.has(new URL(request.url).pathname);
  if (isOpen || currentSession().state === "out" || request.headers.has("authorization"))
    return fetch(request);
  const again = request.clone();
  const token = await accessToken();
  const answer = await fetch(withToken(request, token));
  if (answer.status !== 401) return answer;
  return fetch(withToken(again, await renewed(token)));
}

const throwing: Middleware = {
  async onResponse({ response }) {
    if (response.ok) return;
    throw faultOf(await response.json().catch(() => null), response.status);
  },
};

const options = { baseUrl: location.origin, fetch: authorizedFetch };
const refusing = createClient<paths>(options);
refusing.use(throwing);

/** `const bot = await unwrap(api.GET("/api/v1/bots/{bot_id}", { params: { path: { bot_id } } }))` */
export const api = createClient<paths>(options);

/** Queries and mutations of React Query; what they throw is a `Fault`. */
export const $api = createQueryClient(refusing);

function withToken(request: Request, token: string): Request {
  request.headers.set("authorization", `Bearer ${token}`);
  return request;
}
