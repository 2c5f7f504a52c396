import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { promisify } from "node:util";
import { createApiClient } from "@alva/api-client/api-client";
import { createAuthClient } from "@alva/auth-client/auth-client";
import { isFinal } from "@alva/contracts/plan";
import { answerOffline } from "@alva/planning/playbook/answer-offline";
import { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as z from "zod";
import { consultancy as clientProfile } from "./consultancy.ts";
import { linkFor, type Product, startProduct } from "./product.ts";

const Line = z.looseObject({
  trace_id: z.string().optional(),
  service: z.string().optional(),
  route: z.string().optional(),
  event: z.string().optional(),
  step: z.string().optional(),
});
type Line = z.infer<typeof Line>;

let product: Product;
let owner: Client;
const lines: Line[] = [];
beforeAll(async () => {
  product = await startProduct({
    answer: answerOffline,
    log: ({ message }) => {
      // The official client of QStash complains in words when QStash is away.
      if (message.startsWith("{")) lines.push(Line.parse(JSON.parse(message)));
    },
  });
  owner = new Client({ connectionString: product.stack.postgres.url });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await product.close();
});

/** The web app's own clients in a browser of their own, and the traces that their requests began, by path. */
async function openBrowser() {
  const traces = new Map<string, string>();
  const network = `2001:db8:${randomUUID().slice(0, 4)}::1`;
  const auth = createAuthClient({
    authOrigin: product.origins.auth,
    fetch(input, init) {
      const request = new Request(input, init);
      const [, trace = ""] = /^00-([0-9a-f]{32})-[0-9a-f]{16}-01$/.exec(header(request)) ?? [];
      traces.set(new URL(request.url).pathname, trace);
      request.headers.set("Origin", product.origins.web);
      request.headers.set("Sec-Fetch-Site", "same-site");
      request.headers.set("CF-Connecting-IP", network);
      return fetch(request);
    },
  });
  const email = `owner-${randomUUID()}@example.com`;
  await auth.sendMagicLink(email);
  await auth.verifyMagicLink(await linkFor(product.stack, email));
  return { auth, email, api: createApiClient({ apiOrigin: product.origins.api, fetch: auth.fetch }), traces };
}

function header(request: Request): string {
  return request.headers.get("traceparent") ?? "";
}

/** What was logged in a trace, in its order: routes of requests, and events. */
function loggedIn(trace: string | undefined): string[] {
  return lines
    .filter(({ trace_id }) => trace_id === trace)
    .map(({ service, route, event, step }) =>
      [event ?? `${service} ${route}`, step].filter((part) => part !== undefined).join(" "),
    );
}

test("one trace leads from the browser's request, through an outage of QStash, to the last task and its mail", async () => {
  const { auth, api, traces } = await openBrowser();
  product.stack.qstash.faults.add({ kind: "status", status: 500, path: "/v2/batch" });
  const { id } = await api.generatePlan({ clientProfile }, { idempotencyKey: randomUUID() });
  const trace = traces.get("/plans/generate");
  expect(trace).toMatch(/^[0-9a-f]{32}$/);
  // Another request of the same person is another trace.
  await api.getPlanStatus(id);
  expect(traces.get(`/plans/${id}/status`)).not.toBe(trace);

  // The message was lost; the cron trigger, which no browser asked for anything, sends it again.
  await owner.query(
    "update app.plan_steps set due_at = due_at - interval '30 seconds' where due_at is not null",
  );
  await product.sweep();
  for await (const { status } of api.planEvents(id)) if (isFinal(status.state)) break;
  const plan = await api.getPlan(id);
  expect(plan.state).toBe("ready");

  const calls = product.stack.model.requests.filter(({ headers }) =>
    String(headers["traceparent"]).startsWith(`00-${trace}-`),
  );
  expect(calls).toHaveLength(5);

  const mailed = async () => {
    await product.sweep();
    await product.stack.qstash.idle();
    return loggedIn(trace);
  };
  const webhook = "auth /webhooks/qstash/notice";
  await expect.poll(mailed, { timeout: 20_000 }).toContain(webhook);
  const answered = ["strategy", "ppc", "blog", "email", "social"].map(
    (step) => `api /webhooks/qstash/step ${step}`,
  );
  expect(new Set(loggedIn(trace))).toEqual(
    new Set(["api /plans/generate", ...answered, "plan_merged", webhook]),
  );
  expect(loggedIn(trace).slice(-2)).toEqual(["plan_merged", webhook]);
  expect(lines.find(({ event }) => event === "plan_merged")).toMatchObject({
    plan: id,
    tasks: plan.master_plan?.tasks.length,
  });

  const { stdout } = await promisify(execFile)(process.execPath, ["tools/trace.ts", id], {
    env: { ...process.env, DATABASE_URL: product.stack.postgres.url },
  });
  expect(stdout.split("\n")[0]).toBe(`trace ${trace}`);
  auth.close();
});

test("the message that an account is to be erased is of the trace in which its owner said so", async () => {
  const { auth, email, traces } = await openBrowser();
  await auth.deleteAccount(email);
  const trace = traces.get("/auth/account");
  await expect
    .poll(() => loggedIn(trace), { timeout: 10_000 })
    .toEqual(["auth /auth/account", "api /webhooks/qstash/account-closing"]);
  auth.close();
});
