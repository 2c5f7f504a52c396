import { setTimeout as sleep } from "node:timers/promises";
import * as z from "zod";
import type { Person, Product } from "../../e2e/product.ts";
import type { Counting } from "./counter.ts";

const Mails = z.array(z.object({ links: z.array(z.string()) }));

/** Optional mails of somebody whose plan is ready, and the link that ends them. */
export async function countNotifications({ count, product, person }: Counting): Promise<void> {
  const settings = await count("GET /notifications", 1, () => person.api.getNotifications());
  await count("PUT /notifications", 1, () => person.api.putNotifications(settings));
  const link = await unsubscribeLink(product, person);
  await count("GET /unsubscribe/:token", 0, () => ok(fetch(link)));
  await count("POST /unsubscribe/:token", 1, () => ok(fetch(link, { method: "POST" })));
}

/** The link in the mail that says that a plan is ready, which the cron trigger sends. Waits up to 20 seconds. */
async function unsubscribeLink(product: Product, { email }: Person): Promise<string> {
  for (let tries = 0; tries < 100; tries += 1) {
    await product.sweep();
    await product.stack.qstash.idle();
    const mailbox = await fetch(`${product.stack.mail.url}/mailbox.json?to=${encodeURIComponent(email)}`);
    const links = Mails.parse(await mailbox.json()).flatMap((mail) => mail.links);
    const link = links.find((one) => one.includes("/unsubscribe/"));
    if (link) return link;
    await sleep(200);
  }
  throw new Error(`no mail about a plan arrived for ${email}`);
}

async function ok(answer: Promise<Response>): Promise<void> {
  const { status } = await answer;
  if (status !== 200) throw new Error(`the link to unsubscribe answered ${status}`);
}
