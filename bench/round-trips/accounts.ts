import { randomUUID } from "node:crypto";
import type { Counting } from "./counter.ts";

/** Signing in and out, and what an account can be told to do. */
export async function countAccounts({ count, product, person }: Counting): Promise<void> {
  const { stack, origins } = product;
  const send = (
    origin: string,
    path: string,
    init: { method?: string; body?: string; headers?: Record<string, string> } = {},
  ) =>
    fetch(`${origin}${path}`, {
      ...init,
      headers: {
        "Content-Type": "application/json",
        Origin: origins.web,
        "Sec-Fetch-Site": "same-site",
        ...init.headers,
      },
    });
  const post = (path: string, body: object, headers: Record<string, string> = {}) =>
    send(origins.auth, path, { method: "POST", body: JSON.stringify(body), headers });
  const ask = (method: string, path: string, body?: object) =>
    send(origins.auth, path, {
      method,
      headers: { Authorization: `Bearer ${person.accessToken}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });

  await count("GET /health (both)", 0, () =>
    Promise.all([send(origins.auth, "/health"), send(origins.api, "/health")]),
  );
  await count("GET /.well-known/jwks.json", 0, () => send(origins.auth, "/.well-known/jwks.json"));
  await count("bearer check refused", 0, () =>
    send(origins.api, "/profile", { headers: { Authorization: "Bearer x.y.z" } }),
  );
  // What is left for after an answer waits for these, so that it is not counted as part of the answer.
  stack.mail.faults.add({ kind: "delay", delayMs: 300, path: "/emails", times: 3 });
  const email = `bench-${randomUUID()}@example.com`;
  await count("POST /auth/send-magic-link", 1, () => post("/auth/send-magic-link", { email }));
  const token = await product.linkFor(email);
  const signedIn = await count("POST /auth/verify-magic-link", 1, () =>
    post("/auth/verify-magic-link", { token }),
  );
  const cookie = (signedIn.headers.get("Set-Cookie") ?? "").split(";")[0] ?? "";
  const refreshed = await count("POST /auth/refresh", 1, () => post("/auth/refresh", {}, { Cookie: cookie }));
  const rotated = (refreshed.headers.get("Set-Cookie") ?? "").split(";")[0] ?? "";
  await count("GET /auth/me", 1, () => ask("GET", "/auth/me"));
  await count("GET /auth/sessions", 1, () => ask("GET", "/auth/sessions"));
  await count("GET /auth/events", 1, () => ask("GET", "/auth/events"));
  await count("DELETE /auth/sessions/:id", 1, () => ask("DELETE", `/auth/sessions/${randomUUID()}`));
  const next = `bench-${randomUUID()}@example.com`;
  await count("POST /auth/change-email", 1, () => ask("POST", "/auth/change-email", { email: next }));
  const change = await product.linkFor(next);
  await count("POST /auth/verify-email-change", 1, () =>
    post("/auth/verify-email-change", { token: change }),
  );
  await count("DELETE /auth/account (address mistyped)", 1, () =>
    ask("DELETE", "/auth/account", { email: person.email }),
  );
  await count("POST /auth/account/restore", 1, () => ask("POST", "/auth/account/restore", {}));
  await count("POST /auth/logout-all", 1, () =>
    post("/auth/logout-all", { keep_this: true }, { Cookie: rotated }),
  );
  await count("POST /auth/logout", 1, () => post("/auth/logout", {}, { Cookie: rotated }));
  await count("POST /auth/register", 1, () =>
    post("/auth/register", { email: `bench-${randomUUID()}@example.com` }),
  );
}
