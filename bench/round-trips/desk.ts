import { randomUUID } from "node:crypto";
import type { Counting } from "./counter.ts";

/** Two questions to the desk, one of which needs no model, and decisions about what it proposes. */
export async function countDesk({ count, product, person }: Counting): Promise<void> {
  const { stack, origins } = product;
  const { api } = person;
  // The question is stored and its answer opened before the first word is written; the answer is stored after the last.
  await count("POST /chat (What's next?, read to its end)", 2, () => ask("What's next?"));
  const [task] = (await api.listTasks({ status: ["planned"] })).items;
  if (!task) throw new Error("the plan has nothing that could be parked");
  stack.model.answers.add({
    kind: "text",
    text: "",
    toolCalls: [
      { name: "park_task", arguments: { task_id: task.id } },
      { name: "mark_done", arguments: { task_id: task.id } },
    ],
  });
  const answer = await count("POST /chat (with proposals, read to its end)", 2, () =>
    ask("Please park this"),
  );
  const [park = "", finish = ""] = Array.from(
    answer.matchAll(/"data-proposal","id":"([\w-]+)"/g),
    ([, id = ""]) => id,
  );
  await count("GET /chat", 1, () => api.listChat());
  // The proposal, then the task by the board's own statement: decision 20.
  await count("POST /chat/proposals/:id/confirm", 2, () => api.confirmProposal(park));
  await count("POST /chat/proposals/:id/cancel", 1, () => api.cancelProposal(finish));
  await count("DELETE /chat", 1, () => api.clearChat());

  async function ask(text: string): Promise<string> {
    const message = { id: randomUUID(), role: "user", parts: [{ type: "text", text }] };
    const answered = await fetch(`${origins.api}/chat`, {
      method: "POST",
      headers: { Authorization: `Bearer ${person.accessToken}`, "Content-Type": "application/json" },
      body: JSON.stringify({ trigger: "submit-message", message }),
    });
    const stream = await answered.text();
    if (!stream.includes('"finishReason":"stop"')) throw new Error(`the desk did not finish: ${stream}`);
    return stream;
  }
}
