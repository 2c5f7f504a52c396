import { afterAll, expect, test } from "vitest";
import { startMail } from "../mail/start.ts";
import { html } from "./html.ts";
import { startOverview } from "./start.ts";

const apiKey = "re_test_only";
const mail = await startMail({ apiKey });
const overview = await startOverview({ mail, links: { "Web <page>": "http://localhost:3000" } });
afterAll(() => Promise.all([mail.close(), overview.close()]));

async function snapshot(): Promise<unknown> {
  return (await fetch(`${overview.url}/snapshot.json`)).json();
}

test("the snapshot is empty at first, then lists a mail with the link to click and the page to read it on", async () => {
  expect(await snapshot()).toEqual({ mails: [], requests: {} });
  const text = "Sign in: http://localhost:3000/verify#token=abc";
  await fetch(`${mail.url}/emails`, {
    method: "POST",
    headers: { authorization: `Bearer ${apiKey}` },
    body: JSON.stringify({ from: "a@alva.test", to: "b@example.com", subject: "<b>", text }),
  });
  expect(await snapshot()).toMatchObject({
    mails: [
      {
        to: "b@example.com",
        subject: "<b>",
        link: "http://localhost:3000/verify#token=abc",
        page: `${mail.url}/mailbox/${mail.mails()[0]?.id}`,
      },
    ],
  });
});

test("the page says that the model is offline and runs its own script only", async () => {
  const response = await fetch(overview.url);
  const markup = await response.text();
  expect(markup).toContain("offline playbook");
  expect(markup).toContain("Web &lt;page&gt;");
  expect(response.headers.get("content-security-policy")).toContain("script-src 'self'");
  expect((await fetch(`${overview.url}/client.js`)).headers.get("content-type")).toContain("text/javascript");
});

test.each([
  ["POST", "/", 405],
  ["GET", "/other", 404],
])("%s %s is refused with %i", async (method, path, status) => {
  expect((await fetch(overview.url + path, { method })).status).toBe(status);
});

test("texts in markup are escaped, markup in markup is not", () => {
  const inner = html`<i>${`<&"'>`}</i>`;
  expect(html`<p title="${`"x"`}">${inner}${[inner]}${undefined}${7}</p>`.markup).toBe(
    `<p title="&quot;x&quot;"><i>&lt;&amp;&quot;&#39;&gt;</i><i>&lt;&amp;&quot;&#39;&gt;</i>7</p>`,
  );
});
