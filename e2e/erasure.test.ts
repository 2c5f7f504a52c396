import { randomUUID } from "node:crypto";
import { isFinal } from "@alva/contracts/plan";
import localService from "@alva/contracts/examples/local-service.json" with { type: "json" };
import { ProfileInput } from "@alva/contracts/profile";
import { answerOffline } from "@alva/planning/playbook/answer-offline";
import { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Person, type Product, startProduct } from "./product.ts";

const clientProfile = ProfileInput.parse(localService);

let product: Product;
let owner: Client;
beforeAll(async () => {
  product = await startProduct({ answer: answerOffline });
  owner = new Client({ connectionString: product.stack.postgres.url });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await product.close();
});

/** Someone with a profile and a finished plan. */
async function settled(): Promise<Person> {
  const person = await product.signIn();
  await person.api.putProfile(clientProfile);
  const { id } = await person.api.generatePlan({ clientProfile }, { idempotencyKey: randomUUID() });
  for await (const { status } of person.api.planEvents(id)) if (isFinal(status.state)) break;
  return person;
}

/** Asks for the account to be erased, and lets the fourteen days be over. */
async function deleteAccount({ accessToken, email, id }: Person): Promise<void> {
  const answer = await fetch(`${product.origins.auth}/auth/account`, {
    method: "DELETE",
    headers: { Authorization: `Bearer ${accessToken}`, "Content-Type": "application/json" },
    body: JSON.stringify({ email }),
  });
  expect(answer.status).toBe(200);
  await owner.query("update auth.users set erases_at = now() where id = $1", [id]);
}

/** Every row of either worker that names this person, by table. */
async function rowsOf({ id, email }: Person): Promise<string[]> {
  const { rows: columns } = await owner.query<{ name: string; field: string }>(`
    select table_schema || '.' || table_name as name, column_name as field from information_schema.columns
    where table_schema in ('auth', 'app') and (column_name in ('user_id', 'email', 'recipient')
      or (table_name = 'users' and column_name = 'id'))`);
  const found: string[] = [];
  for (const { name, field } of columns) {
    const value = field === "email" || field === "recipient" ? email : id;
    const { rowCount } = await owner.query(`select from ${name} where ${field}::text = $1`, [value]);
    if (rowCount) found.push(name);
  }
  return [...new Set(found)].toSorted();
}

test("an account whose time has come is erased in both workers, though the api worker is away at first", async () => {
  const [person, other] = [await settled(), await settled()];
  const others = await rowsOf(other);
  expect(others).toContain("app.tasks");
  await deleteAccount(person);
  await product.stopApi();
  await product.sweep();
  expect(await rowsOf(person)).toContain("app.tasks");
  await product.startApi();
  await product.stack.qstash.idle();
  await expect
    .poll(() => rowsOf(person), { timeout: 20_000 })
    // The fact, the last mail, and that the api worker is to be told again.
    .toEqual(["auth.audit_events", "auth.erasures", "auth.mail_outbox"]);
  expect(await rowsOf(other)).toEqual(others);
});

test("what an access token wrote after the erasure goes when it is told of again", async () => {
  const person = await settled();
  await deleteAccount(person);
  await product.sweep();
  await expect.poll(() => rowsOf(person), { timeout: 20_000 }).not.toContain("app.profiles");
  await person.api.putProfile(clientProfile);
  expect(await rowsOf(person)).toContain("app.profiles");
  await owner.query("update auth.erasures set next_attempt_at = now() where user_id = $1", [person.id]);
  await product.sweep();
  await expect.poll(() => rowsOf(person), { timeout: 20_000 }).not.toContain("app.profiles");
});
