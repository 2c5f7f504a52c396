import { describe, expect, test, vi } from "vitest";
import worker from "./index.ts";
import { bindings } from "./testing/bindings.ts";
import { openBrowser } from "./testing/browser.ts";
import { owner } from "./testing/database.ts";
import { failMail, fragmentOf, mailAttempts, mailsTo, newestSecret } from "./testing/mailbox.ts";
import { newAddress } from "./testing/sign-in.ts";

const runCron = () => worker.scheduled({}, { ...bindings });

async function rowOf(email: string) {
  const [row] = await owner`
    select id, attempts, sent_at is not null as sent, dead_at is not null as dead
    from auth.mail_outbox where recipient = ${email}`;
  return row;
}

/** Lets the wait for the next attempt be over. */
async function makeDue(email: string): Promise<void> {
  await owner`update auth.mail_outbox set next_attempt_at = now() where recipient = ${email}`;
}

async function ask(email: string, options: { loseBackgroundWork?: boolean } = {}): Promise<Response> {
  return openBrowser().post("/auth/send-magic-link", { email }, options);
}

describe("a mail", () => {
  test("leaves after the answer, once, under its row's id", async () => {
    const email = newAddress();
    await ask(email);
    const row = await rowOf(email);
    expect(row).toMatchObject({ attempts: 1, sent: true, dead: false });
    const attempts = await mailAttempts(email);
    expect(attempts.map(({ headers }) => headers["idempotency-key"])).toEqual([row?.id]);
    await makeDue(email);
    await runCron();
    expect(await mailAttempts(email)).toHaveLength(1);
  });

  test.each([
    ["an error", { kind: "status", status: 500, path: "/emails" }],
    ["a limit", { kind: "status", status: 429, path: "/emails" }],
    ["silence", { kind: "drop", path: "/emails" }],
  ])("that met %s of the provider leaves with the cron trigger, and its link works", async (_, fault) => {
    const email = newAddress();
    await failMail(fault);
    expect((await ask(email)).status).toBe(202);
    expect(await mailsTo(email)).toHaveLength(0);
    await makeDue(email);
    await runCron();
    expect(await mailsTo(email)).toHaveLength(1);
    expect(await rowOf(email)).toMatchObject({ attempts: 2, sent: true });
    const answer = await openBrowser().post("/auth/verify-magic-link", { token: await newestSecret(email) });
    expect(answer.status).toBe(200);
  });

  test.each([
    ["at once", false],
    ["with the cron trigger", true],
  ])("that leaves %s says in its link the second in which auth ends it", async (_, isLate) => {
    const email = newAddress();
    if (isLate) await failMail({ kind: "status", status: 500, path: "/emails" });
    await ask(email);
    await makeDue(email);
    await runCron();
    const [mail] = await mailsTo(email);
    const [link] = await owner`
      select floor(extract(epoch from expires_at))::text as until from auth.magic_links where email = ${email}`;
    expect(fragmentOf(mail?.links[0]).get("until")).toBe(link?.until);
  });

  test("whose acknowledgement was lost arrives once", async () => {
    const email = newAddress();
    await failMail({ kind: "drop_answer", path: "/emails" });
    await ask(email);
    await makeDue(email);
    await runCron();
    expect(await mailAttempts(email)).toHaveLength(2);
    expect(await mailsTo(email)).toHaveLength(1);
  });

  test("whose background work was cancelled leaves with the cron trigger", async () => {
    const email = newAddress();
    await failMail({ kind: "drop", path: "/emails" });
    expect((await ask(email, { loseBackgroundWork: true })).status).toBe(202);
    await makeDue(email);
    await runCron();
    expect(await mailsTo(email)).toHaveLength(1);
  });

  test("is not tried again before its wait is over", async () => {
    const email = newAddress();
    await failMail({ kind: "status", status: 500, path: "/emails" });
    await ask(email);
    await runCron();
    expect(await mailAttempts(email)).toHaveLength(1);
  });

  test("is sent by one of two sweeps at the same moment", async () => {
    const email = newAddress();
    await failMail({ kind: "status", status: 500, path: "/emails" });
    await ask(email);
    await makeDue(email);
    await Promise.all([runCron(), runCron(), runCron()]);
    expect(await mailAttempts(email)).toHaveLength(2);
  });

  test("is one of 20 that wait: one sweep sends them all, although a worker may hold six connections", async () => {
    const emails = Array.from({ length: 20 }, newAddress);
    await failMail({ kind: "status", status: 500, path: "/emails", times: 20 });
    await Promise.all(emails.map((email) => ask(email)));
    await Promise.all(emails.map(makeDue));
    await failMail({ kind: "delay", delayMs: 100, path: "/emails", times: 20 });
    await runCron();
    for (const email of emails) expect(await rowOf(email)).toMatchObject({ attempts: 2, sent: true });
  });

  test("is given up after five attempts", async () => {
    const email = newAddress();
    await failMail({ kind: "status", status: 500, path: "/emails", times: 5 });
    await ask(email);
    for (let sweep = 0; sweep < 6; sweep += 1) {
      await makeDue(email);
      await runCron();
    }
    expect(await mailAttempts(email)).toHaveLength(5);
    expect(await rowOf(email)).toMatchObject({ attempts: 5, sent: false, dead: true });
  });

  test("is given up when its link expired before it left", async () => {
    const email = newAddress();
    await failMail({ kind: "status", status: 500, path: "/emails" });
    await ask(email);
    await owner`update auth.magic_links set expires_at = now() where email = ${email}`;
    await makeDue(email);
    await runCron();
    expect(await mailAttempts(email)).toHaveLength(1);
    expect(await rowOf(email)).toMatchObject({ sent: false, dead: true });
  });

  test("still leaves after a new link key came, with a link that works", async () => {
    const email = newAddress();
    await failMail({ kind: "status", status: 500, path: "/emails" });
    await ask(email);
    await makeDue(email);
    const { createPorts } = await import("./ports.ts");
    const { readConfig } = await import("./config.ts");
    const { sweep } = await import("./sweep.ts");
    const newKey = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY";
    await sweep(
      createPorts(readConfig({ ...bindings, AUTH_LINK_KEY: `${newKey},${bindings.AUTH_LINK_KEY}` })),
    );
    const answer = await openBrowser().post("/auth/verify-magic-link", { token: await newestSecret(email) });
    expect(answer.status).toBe(200);
  });
});

test("neither the database nor the log holds a usable secret or, in the log, an address", async () => {
  const logged: string[] = [];
  for (const level of ["log", "warn", "error", "info", "debug"] as const) {
    vi.spyOn(console, level).mockImplementation((...parts: unknown[]) => void logged.push(parts.join(" ")));
  }
  const browser = openBrowser();
  const email = newAddress();
  await failMail({ kind: "status", status: 500, path: "/emails" });
  await browser.post("/auth/register", { email });
  await makeDue(email);
  await runCron();
  const link = await newestSecret(email);
  const mark = browser.cookies.get("__Host-browser") ?? "";
  const signIn = await browser.post("/auth/verify-magic-link", { token: link });
  const first = browser.cookies.get("__Host-rt") ?? "";
  await browser.post("/auth/refresh");
  const second = browser.cookies.get("__Host-rt") ?? "";
  const { access_token: accessToken } = await signIn.json<{ access_token: string }>();
  await browser.send(`/auth/me?access_token=${accessToken}`, {
    headers: { Authorization: `Bearer ${accessToken}x` },
  });
  vi.restoreAllMocks();

  const secrets = [
    link,
    mark,
    first,
    second,
    first.split(".")[2] ?? "",
    second.split(".")[2] ?? "",
    accessToken,
  ];
  expect(secrets.every((secret) => secret.length >= 43)).toBe(true);
  const tables = await owner`select tablename from pg_tables where schemaname = 'auth'`;
  expect(tables).toHaveLength(8);
  const dump = await Promise.all(
    tables.map(({ tablename }) =>
      owner.query(`select row_to_json(t)::text as line from auth.${tablename} t`),
    ),
  );
  const written = [JSON.stringify(dump), logged.join("\n")];
  expect(written[0]).toContain(email);
  expect(logged.length).toBeGreaterThan(4);
  for (const text of written) {
    for (const secret of secrets) expect(text.includes(secret)).toBe(false);
  }
  expect(written[1]).not.toContain(email);
});

test("links and sessions long past are forgotten, with what hangs on them", async () => {
  const email = newAddress();
  await ask(email);
  await openBrowser().post("/auth/verify-magic-link", { token: await newestSecret(email) });
  await owner`update auth.magic_links set expires_at = now() - interval '8 days' where email = ${email}`;
  await owner`
    update auth.sessions set created_at = now() - interval '61 days'
    where user_id = (select id from auth.users where email = ${email})`;
  await runCron();
  expect(await rowOf(email)).toBeUndefined();
  expect(
    await owner`select from auth.sessions join auth.users on users.id = user_id where email = ${email}`,
  ).toHaveLength(0);
  expect(await owner`select from auth.users where email = ${email}`).toHaveLength(1);
});
