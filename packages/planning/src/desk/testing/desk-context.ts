import { windowFrom } from "../../governance/window.ts";
import { examples } from "../../playbook/testing/profiles.ts";
import type { DeskContext, DeskTask } from "../context.ts";

/** Tasks of every status. */
export const deskTasks: readonly DeskTask[] = [
  task("tsk_0000000001", { title: "Send the September newsletter", due_date: "2026-09-08" }),
  task("tsk_0000000002", { title: "Reply to reviews", status: "done", due_date: "2026-09-01" }),
  task("tsk_0000000003", { title: "Photograph the workshop", status: "deferred", due_date: null }),
  task("tsk_0000000004", { title: "Print flyers", status: "skipped", due_date: "2026-09-09" }),
  task("tsk_0000000005", { title: "Answer three questions", priority: 1, due_date: "2026-09-10" }),
];

/** A desk on a day in the middle of a plan. */
export const deskContext: DeskContext = {
  today: "2026-09-02",
  profile: { ...examples.service, client_id: "person-0042" },
  plan: {
    frame: {
      client_id: "c",
      ...windowFrom("2026-08-24"),
      weekly_capacity_hours: 5,
      timezone: "America/Denver",
    },
    strategy: null,
  },
  tasks: deskTasks,
};

function task(id: string, fields: Partial<DeskTask>): DeskTask {
  return {
    id,
    title: "A task",
    channel: "email",
    status: "planned",
    due_date: null,
    estimated_minutes: 30,
    priority: 2,
    quick_win: false,
    ...fields,
  };
}
