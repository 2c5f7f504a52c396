import type { ChatProposal } from "@alva/contracts/chat";
import { nextTasks } from "@alva/planning/desk/whats-next";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { createDesk, proposalsOf } from "../testing/desk.ts";
import { healModel, modelAnswers } from "../testing/desk-model.ts";
import { newPerson } from "../testing/person.ts";
import { readyPlan } from "../testing/ready-plan.ts";

type Person = Awaited<ReturnType<typeof newPerson>>;

let person: Person;
let planId: string;
let desk: ReturnType<typeof createDesk>;
beforeAll(async () => {
  person = await newPerson();
  planId = await readyPlan(person);
  desk = createDesk(person.token);
});
afterEach(healModel);

async function newest({ api }: Person) {
  return (await api.listChat({ limit: 1 })).items[0];
}

async function firstOpen() {
  const [task] = nextTasks((await person.api.listTasks({ limit: 200 })).items);
  if (!task) throw new TypeError("the plan has open tasks");
  return task;
}

/** A proposal of this change to the first open task. */
async function proposed(name: string, argument: object): Promise<ChatProposal> {
  await modelAnswers({ text: "", toolCalls: [{ name, arguments: argument }] });
  const [proposal] = proposalsOf((await desk.ask("Please do")).message);
  if (!proposal) throw new TypeError("nothing was proposed");
  return proposal;
}

describe("a proposal", () => {
  test("does nothing until it is confirmed, and then once", async () => {
    const task = await firstOpen();
    const proposal = await proposed("mark_done", { task_id: task.id });
    expect(proposal).toMatchObject({ state: "proposed", summary: `Mark “${task.title}” done` });
    const statusOf = async () => {
      const { items } = await person.api.listTasks({ limit: 200 });
      return items.find(({ id }) => id === task.id)?.status;
    };
    expect(await statusOf()).toBe(task.status);

    const answers = await Promise.all(
      Array.from({ length: 5 }, () => person.api.confirmProposal(proposal.id)),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({
      proposal: { state: "confirmed" },
      task: { id: task.id, status: "done" },
    });
    expect(await statusOf()).toBe("done");
    const stored = (await newest(person))?.parts.find((part) => part.type === "data-proposal");
    expect(stored?.data.state).toBe("confirmed");

    await person.api.changeTask(task.id, { operation_id: crypto.randomUUID(), status: "planned" });
    await person.api.confirmProposal(proposal.id);
    expect(await statusOf()).toBe("planned");
    await expect(person.api.cancelProposal(proposal.id)).rejects.toMatchObject({ code: "state_conflict" });
  });

  test("that the board does not allow any more is refused, and is still open then", async () => {
    const task = await firstOpen();
    const proposal = await proposed("park_task", { task_id: task.id });
    await person.api.changeTask(task.id, { operation_id: crypto.randomUUID(), status: "done" });
    await expect(person.api.confirmProposal(proposal.id)).rejects.toMatchObject({ code: "state_conflict" });
    const stored = (await newest(person))?.parts.find((part) => part.type === "data-proposal");
    expect(stored?.data.state).toBe("proposed");
    expect(await person.api.cancelProposal(proposal.id)).toMatchObject({ proposal: { state: "cancelled" } });
  });

  test("that was cancelled stays so", async () => {
    const proposal = await proposed("park_task", { task_id: (await firstOpen()).id });
    expect(await person.api.cancelProposal(proposal.id)).toMatchObject({ proposal: { state: "cancelled" } });
    await person.api.cancelProposal(proposal.id);
    await expect(person.api.confirmProposal(proposal.id)).rejects.toMatchObject({ code: "state_conflict" });
  });

  test("to move or add a task does so", async () => {
    const { plan } = await person.api.getDashboard();
    const task = await firstOpen();
    const move = await proposed("move_task", { task_id: task.id, due_date: plan.window_end });
    expect((await person.api.confirmProposal(move.id)).task).toMatchObject({
      id: task.id,
      due_date: plan.window_end,
      pinned: true,
    });
    const flyers = {
      title: "Print flyers",
      channel: "ops",
      estimated_minutes: 30,
      due_date: plan.window_end,
    };
    const add = await proposed("add_task", flyers);
    const confirmed = await person.api.confirmProposal(add.id);
    expect(confirmed.task).toMatchObject({ ...flyers, origin: "owner" });
    expect((await person.api.confirmProposal(add.id)).task?.id).toBe(confirmed.task?.id);
  });

  test.each([
    ["change_hours", { weekly_marketing_time_hours: 1 }, { hours: 1 }],
    ["change_budget", { monthly_ad_budget: 777 }, { monthly_ad_budget: 777 }],
  ])("to %s says what to send to the endpoint that shows the difference", async (name, argument, body) => {
    const proposal = await proposed(name, argument);
    const { next } = await person.api.confirmProposal(proposal.id);
    expect(next).toEqual({ method: "POST", path: `/plans/${planId}/replan`, body });
  });

  test("to note or draft something says what to send where that is done", async () => {
    const task = await firstOpen();
    const note = await proposed("save_note", { text: "No reels", task_id: null });
    expect((await person.api.confirmProposal(note.id)).next).toEqual({
      method: "POST",
      path: "/profile/notes",
      body: { operation_id: note.id, source: "chat", text: "No reels", task_id: null },
    });
    const draft = await proposed("draft_content", { task_id: task.id, kind: "post" });
    expect((await person.api.confirmProposal(draft.id)).next).toEqual({
      method: "POST",
      path: `/tasks/${task.id}/draft`,
      body: { operation_id: draft.id, kind: "post" },
    });
  });

  test("of what cannot be is none, and the answer says why; of many three are made", async () => {
    const hours = [1, 2, 6, 7, 8].map((weekly_marketing_time_hours) => ({
      name: "change_hours",
      arguments: { weekly_marketing_time_hours },
    }));
    const nobodys = { name: "mark_done", arguments: { task_id: "tsk_ffffffffff" } };
    await modelAnswers({ text: "## Yes\nSure.", toolCalls: [...hours, nobodys] });
    const { message } = await desk.ask("Do it all");
    expect(proposalsOf(message)).toHaveLength(3);
    expect(JSON.stringify(message?.parts.at(-1))).toContain("I know no such task in your plan.");
  });

  test("of another person is not found", async () => {
    const proposal = await proposed("change_hours", { weekly_marketing_time_hours: 1 });
    const stranger = await newPerson();
    await expect(stranger.api.confirmProposal(proposal.id)).rejects.toMatchObject({ code: "not_found" });
    await expect(stranger.api.cancelProposal(proposal.id)).rejects.toMatchObject({ code: "not_found" });
  });
});
