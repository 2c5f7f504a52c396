import { expectProblem } from "@alva/http/testing/expect-problem";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { bindings } from "../testing/bindings.ts";
import { owner } from "../testing/database.ts";
import { createDesk, postChat, userMessage } from "../testing/desk.ts";
import { healModel } from "../testing/desk-model.ts";
import { newPerson } from "../testing/person.ts";
import { clientProfile, readyPlan } from "../testing/ready-plan.ts";

type Person = Awaited<ReturnType<typeof newPerson>>;

let person: Person;
beforeAll(async () => {
  person = await newPerson();
  await readyPlan(person);
});
afterEach(healModel);

describe("a question is refused", () => {
  const question = { trigger: "submit-message", message: userMessage("Why these channels?") };

  test("before the business is known", async () => {
    await expectProblem(await postChat((await newPerson()).token, question), "profile_incomplete");
  });

  test.each([
    ["too long", [{ type: "text", text: "x".repeat(2001) }]],
    ["empty", [{ type: "text", text: " " }]],
    ["of more than text", [{ type: "file", url: "https://evil.example", mediaType: "image/png" }]],
  ])("when it is %s", async (_, parts) => {
    const message = { id: "m", role: "user", parts };
    await expectProblem(
      await postChat(person.token, { trigger: "submit-message", message }),
      "validation_failed",
    );
  });

  test("when the day's tokens are used, except for what needs none", async () => {
    const other = await newPerson();
    await other.api.putProfile(clientProfile);
    await owner`insert into app.model_usage (user_id, day, prompt_tokens)
      values (${other.id}, (now() at time zone 'UTC')::date, 400000)`;
    const answer = await postChat(other.token, question);
    await expectProblem(answer, "quota_exceeded");
    expect(Number(answer.headers.get("Retry-After"))).toBeGreaterThan(0);
    expect((await other.api.listChat()).items).toEqual([]);
    expect((await createDesk(other.token).ask("What's next?")).errors).toEqual([]);
  });

  test("from the 31st of an hour on, with the time to wait", async () => {
    const other = await newPerson();
    for (let asked = 0; asked < 30; asked += 1) {
      await expectProblem(await postChat(other.token, question), "profile_incomplete");
    }
    const answer = await postChat(other.token, question);
    await expectProblem(answer, "rate_limited");
    expect(Number(answer.headers.get("Retry-After"))).toBeGreaterThan(0);
  });

  test("while Redis is away, and the conversation can still be read", async () => {
    await createDesk(person.token).ask("What's next?");
    const faults = `${bindings.UPSTASH_REDIS_REST_URL}/_stand-in/faults`;
    await fetch(faults, {
      method: "POST",
      body: JSON.stringify({ kind: "status", status: 500, times: 1000 }),
    });
    const answer = await postChat(person.token, question);
    const page = await person.api.listChat();
    await fetch(faults, { method: "DELETE" });
    await expectProblem(answer, "dependency_unavailable");
    expect(page.opening).toBeNull();
  });

  test("when there is nothing to answer again", async () => {
    const other = await newPerson();
    await other.api.putProfile(clientProfile);
    await expectProblem(await postChat(other.token, { trigger: "regenerate-message" }), "state_conflict");
  });
});
