export type SignedWith = "node" | "python";

export const SIGNED_WITH: readonly SignedWith[] = ["node", "python"];

/** On the site's server: a token for whoever is signed in there, good for some minutes. */
const SERVER: Readonly<Record<SignedWith, (channelId: string) => string>> = {
  node: (channelId) => `import jwt from "jsonwebtoken";

const token = jwt.sign(
  { sub: user.id, name: user.name, email: user.email, aud: "${channelId}" },
  process.env.DBCV_CHANNEL_SECRET,
  { algorithm: "HS256", expiresIn: "10m" },
);`,
  python: (channelId) => `import os, time
import jwt  # PyJWT

token = jwt.encode(
    {"sub": str(user.id), "name": user.name, "aud": "${channelId}", "exp": int(time.time()) + 600},
    os.environ["DBCV_CHANNEL_SECRET"],
    algorithm="HS256",
)`,
};

export function signingCode(language: SignedWith, channelId: string): string {
  return SERVER[language](channelId);
}

/** On the site's page, with the token that its server made. */
export function tellingCode(channelId: string): string {
  return `<dbcv-chat channel="${channelId}" identity="TOKEN"></dbcv-chat>
<!-- or, once somebody has signed in: -->
<script>
  dbcv.identify("TOKEN");
</script>`;
}

/** How a program signs what it posts to a webhook. */
export function webhookCode(address: string): string {
  return `import hashlib, hmac, json, os, time, urllib.request

secret = os.environ["DBCV_CHANNEL_SECRET"].encode()
sender, key = "ada", "order-7"
body = json.dumps({"text": "hello"}).encode()
moment = int(time.time())
signed = f"{moment}\\n{sender}\\n{key}\\n".encode() + body
signature = hmac.new(secret, signed, hashlib.sha256).hexdigest()

headers = {
    "Content-Type": "application/json",
    "X-DBCV-Sender": sender,
    "Idempotency-Key": key,
    "X-DBCV-Signature": f"t={moment},v2={signature}",
}
address = "${address}"
urllib.request.urlopen(urllib.request.Request(address, body, headers))`;
}

const BYTES = 32;

/** A secret that nobody can guess, made here. */
export function newSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(BYTES));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}
