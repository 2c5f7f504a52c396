import { randomUUID } from "node:crypto";
import consultancy from "@alva/contracts/examples/b2b-consultancy.json" with { type: "json" };
import localService from "@alva/contracts/examples/local-service.json" with { type: "json" };
import { isFinal } from "@alva/contracts/plan";
import { ProfileInput } from "@alva/contracts/profile";
import { answerOffline } from "@alva/planning/playbook/answer-offline";
import { startProduct } from "../e2e/product.ts";
import type { Figure } from "./table.ts";

const clientProfile = ProfileInput.parse(localService);

/**
 * Requests to the database that each endpoint makes before it answers, counted at the Neon stand-in on the built
 * workers. What a request leaves for after its answer is counted on its own.
 */
export async function roundTripFigures(): Promise<Figure[]> {
  const product = await startProduct({ answer: answerOffline, quiet: true });
  const { stack, origins } = product;
  const figures: Figure[] = [];

  async function count<Result>(
    name: string,
    budget: number | undefined,
    work: () => Promise<Result>,
  ): Promise<Result> {
    await stack.qstash.idle();
    await settled();
    stack.neon.clearRoundTrips();
    const result = await work();
    const value = stack.neon.roundTrips().length;
    figures.push({ name, value, unit: "trips", ...(budget === undefined ? {} : { budget }) });
    return result;
  }

  try {
    const person = await product.signIn();
    const { api } = person;
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
    const bearer = { Authorization: `Bearer ${person.accessToken}` };

    await count("GET /health (both)", 0, () =>
      Promise.all([send(origins.auth, "/health"), send(origins.api, "/health")]),
    );
    await count("GET /.well-known/jwks.json", 0, () => send(origins.auth, "/.well-known/jwks.json"));
    await count("bearer check refused", 0, () =>
      send(origins.api, "/profile", { headers: { Authorization: "Bearer x.y.z" } }),
    );
    // What is left for after an answer waits for these, so that it is not counted as part of the answer.
    stack.mail.faults.add({ kind: "delay", delayMs: 300, path: "/emails", times: 3 });
    stack.qstash.faults.add({ kind: "delay", delayMs: 300, path: "/v2/batch" });
    const email = `bench-${randomUUID()}@example.com`;
    await count("POST /auth/send-magic-link", 1, () => post("/auth/send-magic-link", { email }));
    const token = await product.linkFor(email);
    const signedIn = await count("POST /auth/verify-magic-link", 1, () =>
      post("/auth/verify-magic-link", { token }),
    );
    const cookie = (signedIn.headers.get("Set-Cookie") ?? "").split(";")[0] ?? "";
    const refreshed = await count("POST /auth/refresh", 1, () =>
      post("/auth/refresh", {}, { Cookie: cookie }),
    );
    const rotated = (refreshed.headers.get("Set-Cookie") ?? "").split(";")[0] ?? "";
    const ask = (method: string, path: string, body?: object) =>
      send(origins.auth, path, {
        method,
        headers: bearer,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
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

    await count("PUT /profile", 1, () => api.putProfile(clientProfile));
    await count("GET /profile", 1, () => api.getProfile());
    const { id } = await count("POST /plans/generate", 1, () =>
      api.generatePlan({ clientProfile }, { idempotencyKey: randomUUID() }),
    );
    for await (const { status } of api.planEvents(id)) if (isFinal(status.state)) break;
    await count("GET /plans", 1, () => api.listPlans());
    await count("GET /plans/:id", 1, () => api.getPlan(id));
    await count("GET /plans/:id/status", 1, () => api.getPlanStatus(id));
    await count("GET /plans/:id/events (finished)", 1, async () => {
      for await (const { status } of api.planEvents(id)) if (isFinal(status.state)) break;
    });
    await count("POST /plans/:id/cancel (finished)", 1, () => api.cancelPlan(id).catch(() => undefined));
    await count("GET /plans/:id/export", 1, () => api.exportPlan(id, "ics"));
    await count("GET /export", 1, () => api.exportEverything());
    const { address } = await count("POST /calendar-feed", 1, () => api.renewCalendarFeed());
    await count("GET /calendar-feed", 1, () => api.getCalendarFeed());
    await count("PATCH /calendar-feed", 1, () => api.changeCalendarFeed({ private: true }));
    await count("GET /calendar/:file", 1, () => fetch(address));
    await count("DELETE /calendar-feed", 1, () => api.deleteCalendarFeed());
    const { items } = await count("GET /tasks", 1, () => api.listTasks());
    const [task] = items;
    if (!task) throw new Error("the plan that was just made has no tasks");
    await count("PATCH /tasks/:id", 1, () =>
      api.changeTask(task.id, { operation_id: randomUUID(), status: "in_progress" }),
    );
    const own = await count("POST /tasks", 1, () =>
      api.addTask({
        operation_id: randomUUID(),
        title: "Print flyers",
        channel: "ops",
        estimated_minutes: 30,
        due_date: "2026-12-03",
      }),
    );
    await count("POST /tasks/bulk", 1, () =>
      api.changeTasks({ operation_id: randomUUID(), action: "done", task_ids: [task.id, own.id] }),
    );
    await count("DELETE /tasks/:id", 1, () => api.deleteTask(own.id, { operation_id: randomUUID() }));
    await count("GET /dashboard", 1, () => api.getDashboard());

    // The request, its mark as sent, one delivery each for the strategy and four modules, and the merge.
    const fresh = await product.signIn();
    await count("a whole plan, 4 modules, all requests", 8, async () => {
      const accepted = await fresh.api.generatePlan(
        { clientProfile: ProfileInput.parse(consultancy) },
        { idempotencyKey: randomUUID() },
      );
      await stack.qstash.idle();
      await settled();
      return accepted;
    });
    return figures;
  } finally {
    await product.close();
  }
}

/** Work that was left for after an answer has no end that a client could see. */
function settled(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 600));
}
