import { randomUUID } from "node:crypto";
import { isFinal } from "@alva/contracts/plan";
import localService from "@alva/contracts/examples/local-service.json" with { type: "json" };
import { ProfileInput } from "@alva/contracts/profile";
import { answerOffline } from "@alva/planning/playbook/answer-offline";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as z from "zod";
import { type Person, type Product, startProduct } from "./product.ts";

const clientProfile = ProfileInput.parse(localService);
const Mails = z.array(z.object({ subject: z.string(), links: z.array(z.string()) }));

let product: Product;
beforeAll(async () => {
  product = await startProduct({ answer: answerOffline });
});
afterAll(() => product.close());

async function optionalMailsTo({ email }: Person) {
  const answer = await fetch(`${product.stack.mail.url}/mailbox.json?to=${encodeURIComponent(email)}`);
  const mails = Mails.parse(await answer.json());
  return mails.filter(({ links }) => links.some((link) => link.includes("/unsubscribe/")));
}

test("a plan that is ready is mailed once from cron trigger to mailbox, and one tap ends such mails", async () => {
  const person = await product.signIn();
  await person.api.putProfile(clientProfile);
  const { id } = await person.api.generatePlan({ clientProfile }, { idempotencyKey: randomUUID() });
  for await (const { status } of person.api.planEvents(id)) if (isFinal(status.state)) break;

  const sweepAndRead = async () => {
    await product.sweep();
    await product.stack.qstash.idle();
    return optionalMailsTo(person);
  };
  await expect.poll(sweepAndRead, { timeout: 20_000 }).toHaveLength(1);
  const [mail] = await sweepAndRead();
  expect(await sweepAndRead()).toHaveLength(1);
  expect(mail?.subject).toBe("Your 90-day plan is ready");

  const link = mail?.links.find((one) => one.includes("/unsubscribe/")) ?? "";
  const body = new URLSearchParams({ "List-Unsubscribe": "One-Click" });
  expect((await fetch(link, { method: "POST", body })).status).toBe(200);
  expect(await person.api.getNotifications()).toMatchObject({ plan_ready: false });
});
