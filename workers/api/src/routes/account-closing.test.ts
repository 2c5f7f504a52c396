import { accountClosing, accountRestored } from "@alva/contracts/account-closing";
import { expectProblem } from "@alva/http/testing/expect-problem";
import { describe, expect, test } from "vitest";
import worker from "../index.ts";
import { bindings } from "../testing/bindings.ts";
import { owner } from "../testing/database.ts";
import { deliver } from "../testing/delivery.ts";
import { personWithFeed, readFeed } from "../testing/feed.ts";
import { noticesTo } from "../testing/notices.ts";
import { newPerson } from "../testing/person.ts";

type Person = Awaited<ReturnType<typeof newPerson>>;

/** Delivers a decision of the auth worker about this account. */
function decide(path: string, { id }: Person, at: string): Promise<Response> {
  return deliver(path, JSON.stringify({ user_id: id, at }));
}

describe("while its owner's account is to be erased", () => {
  const [first, second] = ["2026-09-01T08:00:00.000001Z", "2026-09-01T08:00:00.000002Z"] as const;

  test("a feed is not found, and is there again once the account is kept", async () => {
    const { person, address } = await personWithFeed();
    expect((await decide(accountClosing.path, person, first)).status).toBe(204);
    await expectProblem(await readFeed(address), "not_found");
    expect((await decide(accountRestored.path, person, second)).status).toBe(204);
    expect((await readFeed(address)).status).toBe(200);
  });

  test("a second feed is not found either, were it all that is stored", async () => {
    const person = await newPerson();
    const { address } = await person.api.renewCalendarFeed({ feed: "quick_wins" });
    expect((await decide(accountClosing.path, person, first)).status).toBe(204);
    await expectProblem(await readFeed(address), "not_found");
  });

  test("a feed is what the later decision says, though that came first", async () => {
    const { person, address } = await personWithFeed();
    await decide(accountRestored.path, person, second);
    await decide(accountClosing.path, person, first);
    expect((await readFeed(address)).status).toBe(200);
    const other = await personWithFeed();
    await decide(accountClosing.path, other.person, second);
    await decide(accountRestored.path, other.person, first);
    await expectProblem(await readFeed(other.address), "not_found");
  });

  test("optional mails are not handed on", async () => {
    const { person } = await personWithFeed();
    await decide(accountClosing.path, person, first);
    await worker.scheduled({}, { ...bindings });
    expect(await noticesTo(person.id)).toEqual([]);
  });

  test("nothing is written about somebody who was erased before", async () => {
    const person = await newPerson();
    await decide(accountClosing.path, person, first);
    expect(await owner`select from app.closing_accounts where user_id = ${person.id}`).toHaveLength(0);
  });
});
