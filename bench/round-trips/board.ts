import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { type Counting, refused } from "./counter.ts";

/** The board of the current plan, and texts drafted for its tasks. */
export async function countBoard({ count, product: { stack }, person: { api } }: Counting): Promise<void> {
  const { items } = await count("GET /tasks", 1, () => api.listTasks());
  const [task] = items;
  if (!task) throw new Error("the plan that was just made has no tasks");
  await count("PATCH /tasks/:id", 1, () =>
    api.changeTask(task.id, { operation_id: randomUUID(), status: "in_progress" }),
  );
  await count("GET /tasks/:id/history", 1, () => api.taskHistory(task.id));

  stack.qstash.faults.add({ kind: "delay", delayMs: 300, path: "/v2/batch" });
  const draft = await count("POST /tasks/:id/draft", 1, () =>
    api.askForDraft(task.id, { operation_id: randomUUID() }),
  );
  while ((await api.getDraft(draft.id)).state !== "ready") await sleep(200);
  await count("GET /tasks/:id/drafts", 1, () => api.listDrafts(task.id));
  await count("GET /drafts/:id", 1, () => api.getDraft(draft.id));
  await count("PATCH /drafts/:id", 1, () => api.editDraft(draft.id, { edited_text: "In our own words." }));
  await count("POST /drafts/:id/cancel (finished)", 1, () =>
    refused(api.cancelDraft(draft.id), "state_conflict"),
  );

  const own = await count("POST /tasks", 1, () =>
    api.addTask({
      operation_id: randomUUID(),
      title: "Print flyers",
      channel: "ops",
      estimated_minutes: 30,
      due_date: "2026-12-03",
    }),
  );
  await count("POST /tasks/bulk", 1, () =>
    api.changeTasks({ operation_id: randomUUID(), action: "done", task_ids: [task.id, own.id] }),
  );
  await count("POST /tasks/writes", 1, () =>
    api.writeTasks({
      writes: [task.id, own.id].map((task_id) => ({
        kind: "change",
        task_id,
        operation: { operation_id: randomUUID(), notes: "Mine." },
      })),
    }),
  );
  await count("DELETE /tasks/:id", 1, () => api.deleteTask(own.id, { operation_id: randomUUID() }));
  await count("GET /dashboard", 1, () => api.getDashboard());
}
