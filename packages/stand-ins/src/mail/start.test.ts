import { Resend } from "resend";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startMail, type Mail } from "./start.ts";

const apiKey = "re_test_only";
const link = "http://localhost:3000/verify#token=abc_DEF-123&until=1789100000";
let mail: Mail;
let time = Date.UTC(2026, 10, 24);

beforeAll(async () => {
  mail = await startMail({ apiKey, now: () => time });
});
afterAll(() => mail.close());

function client(key = apiKey): Resend {
  return new Resend(key, { baseUrl: mail.url });
}

function letter(to: string, subject = "Your link") {
  return {
    from: "Alva <hello@alva.test>",
    to,
    subject,
    text: `Sign in: ${link}.`,
    html: `<a href="${link}">Sign in</a>`,
  };
}

function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(mail.url + path, {
    method: "POST",
    headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
}

test("a mail sent with the official client lies in the mailbox with its link", async () => {
  const { data, error } = await client().emails.send(letter("one@example.com"));
  expect(error).toBeNull();
  expect(data?.id).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);
  const [stored, ...others] = mail.mails("ONE@example.com");
  expect(others).toEqual([]);
  expect(stored).toMatchObject({
    id: data?.id,
    to: ["one@example.com"],
    subject: "Your link",
    links: [link],
  });
  const found: unknown = await (await fetch(`${mail.url}/mailbox.json?to=one%40example.com`)).json();
  expect(found).toMatchObject([{ id: data?.id, links: [link] }]);
  expect((await client().emails.get(data?.id ?? "")).data).toMatchObject({
    object: "email",
    to: ["one@example.com"],
    last_event: "delivered",
  });
});

test("a batch is stored in order, and wholly refused when one mail is wrong", async () => {
  const { data } = await client().batch.send([letter("b1@example.com"), letter("b2@example.com")]);
  const ids = data?.data.map(({ id }) => id);
  expect(ids).toEqual([mail.mails("b1@example.com")[0]?.id, mail.mails("b2@example.com")[0]?.id]);
  const refused = await client().batch.send([letter("b3@example.com"), letter("not an address")]);
  expect(refused.error).toMatchObject({ name: "validation_error", statusCode: 422 });
  expect(mail.mails("b3@example.com")).toEqual([]);
});

test("the same idempotency key sends once for 24 hours, and never another mail", async () => {
  const options = { idempotencyKey: "outbox/1" };
  const first = await client().emails.send(letter("idem@example.com"), options);
  const again = await client().emails.send(letter("idem@example.com"), options);
  expect(again.data?.id).toBe(first.data?.id);
  expect(mail.mails("idem@example.com")).toHaveLength(1);

  const other = await client().emails.send(letter("idem@example.com", "Another"), options);
  expect(other.error).toMatchObject({ name: "invalid_idempotent_request", statusCode: 409 });

  time += 24 * 60 * 60 * 1000;
  await client().emails.send(letter("idem@example.com"), options);
  expect(mail.mails("idem@example.com")).toHaveLength(2);
});

test.each([
  ["no key", {}, 401, "missing_api_key"],
  ["another key", { authorization: "Bearer re_other" }, 403, "invalid_api_key"],
  ["an empty user agent", { authorization: `Bearer ${apiKey}`, "user-agent": "" }, 403, "user_agent_missing"],
])("a caller with %s is refused", async (_case, headers, statusCode, name) => {
  const response = await fetch(`${mail.url}/emails`, { method: "POST", headers, body: "{}" });
  expect(response.status).toBe(statusCode);
  expect(await response.json()).toMatchObject({ statusCode, name });
});

test.each([
  [
    "no recipient",
    { from: "a@example.com", subject: "s", text: "t" },
    422,
    "missing_required_field",
    "Missing `to` field.",
  ],
  [
    "no content",
    { from: "a@example.com", to: "b@example.com", subject: "s" },
    422,
    "missing_required_field",
    "Missing `html` field.",
  ],
  [
    "a recipient that hides another",
    letter("a@example.com,b@example.com"),
    422,
    "validation_error",
    /^Invalid `to` field\./,
  ],
  [
    "too many recipients",
    { ...letter("x"), to: Array.from({ length: 51 }, (_, i) => `a${i}@example.com`) },
    422,
    "validation_error",
    /50/,
  ],
  [
    "a subject that is no text",
    { ...letter("a@example.com"), subject: 5 },
    422,
    "validation_error",
    /^Invalid `subject` field\./,
  ],
  ["a body that is not JSON", "{", 400, "bad_request", /JSON/],
])("a mail with %s is refused", async (_case, body, statusCode, name, message) => {
  const before = mail.mails().length;
  const response = await post("/emails", body);
  expect(await response.json()).toEqual({ statusCode, name, message: expect.stringMatching(message) });
  expect(response.status).toBe(statusCode);
  expect(mail.mails()).toHaveLength(before);
});

test("an idempotency key longer than 256 characters is refused", async () => {
  const response = await post("/emails", letter("k@example.com"), { "idempotency-key": "k".repeat(257) });
  expect(await response.json()).toMatchObject({ statusCode: 400, name: "invalid_idempotency_key" });
});

test("the mailbox shows hostile mails as text and offers no script to run", async () => {
  const hostile = {
    ...letter("h@example.com", "<script>alert(1)</script>"),
    text: "javascript:alert(1) http://good.example/?a=1&b=2",
    html: "<script>alert(2)</script>",
  };
  await post("/emails", hostile);
  const id = mail.mails("h@example.com")[0]?.id ?? "";
  const [list, one] = await Promise.all(
    ["/", `/mailbox/${id}`].map(async (path) => (await fetch(mail.url + path)).text()),
  );
  for (const markup of [list, one]) {
    expect(markup).not.toContain("<script");
    expect(markup).toContain('href="http://good.example/?a=1&amp;b=2"');
    expect(markup).not.toContain('href="javascript');
  }
  const part = await fetch(`${mail.url}/mailbox/${id}/html`);
  expect(part.headers.get("content-security-policy")).toMatch(
    /^sandbox allow-popups[^;]*; default-src 'none';/,
  );
});

test("only the newest 500 mails are kept", async () => {
  const batch = Array.from({ length: 100 }, (_, n) => letter(`n${n}@example.com`));
  for (let sent = 0; sent < 6; sent += 1) await client().batch.send(batch);
  expect(mail.mails()).toHaveLength(500);
  expect(mail.mails()[0]?.to).toEqual(["n99@example.com"]);
});

test("an unknown mail or address is 404", async () => {
  expect((await fetch(`${mail.url}/mailbox/0000`)).status).toBe(404);
  expect((await client().emails.get("4ef9a417-02e9-4d39-ad75-9611e0fcc33c")).error).toMatchObject({
    name: "not_found",
    statusCode: 404,
  });
});

test("a switched-on fault is what the client meets, once", async () => {
  mail.faults.add({
    kind: "status",
    status: 500,
    path: "/emails",
    body: { statusCode: 500, name: "application_error", message: "x" },
  });
  expect((await client().emails.send(letter("f@example.com"))).error).toMatchObject({ statusCode: 500 });
  expect((await client().emails.send(letter("f@example.com"))).error).toBeNull();
});
