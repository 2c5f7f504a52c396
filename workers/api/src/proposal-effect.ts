import type { ChatDecision, DeskAction } from "@alva/contracts/chat";
import { ApiError } from "@alva/http/api-error";
import { canonicalJson } from "@alva/planning/canonical-json";
import { sha256Hex } from "@alva/planning/digest";
import { addTaskOnce } from "./queries/own-tasks.ts";
import type { AppDatabase } from "./queries/rows.ts";
import { changeTaskOnce } from "./queries/task-changes.ts";
import type { TaskOperation } from "./queries/task-operations.ts";

interface ConfirmedProposal {
  readonly userId: string;
  readonly proposalId: string;
  readonly planId: string | null;
  readonly action: DeskAction;
}

/** What came of a confirmed proposal. `refused`: nothing was changed, for a reason that its person is told. */
export type ProposalEffect =
  | ({ readonly kind: "carried_out" } & Pick<ChatDecision, "task" | "next">)
  | { readonly kind: "refused"; readonly refusal: ApiError };

/**
 * Does what a confirmed proposal says, once: the proposal's id is the operation's id, and the queries are those of the ordinary
 * endpoints. What another endpoint does is answered as the request to send there. Refused with `state_conflict` when the task's
 * present status forbids the change and with `not_found` when the task is not in the current plan any more.
 */
export async function carryOut(
  db: AppDatabase,
  { userId, proposalId, planId, action }: ConfirmedProposal,
): Promise<ProposalEffect> {
  const operation: TaskOperation = {
    userId,
    operation_id: proposalId,
    requestHash: sha256Hex(canonicalJson(["proposal", action])),
  };
  switch (action.name) {
    case "mark_done":
      return change({ status: "done" }, action.arguments.task_id);
    case "park_task":
      return change({ status: "deferred" }, action.arguments.task_id);
    case "move_task":
      return change({ due_date: action.arguments.due_date }, action.arguments.task_id);
    case "add_task": {
      const outcome = await addTaskOnce(db, { ...operation, task: { ...action.arguments, notes: "" } });
      if (outcome.kind !== "answered") return noTask();
      return { kind: "carried_out", task: outcome.answer, next: null };
    }
    case "change_hours":
      return send(`/plans/${planId ?? ""}/replan`, { hours: action.arguments.weekly_marketing_time_hours });
    case "change_budget":
      return send(`/plans/${planId ?? ""}/replan`, action.arguments);
    case "save_note":
      return send("/profile/notes", {
        operation_id: proposalId,
        source: "chat",
        task_id: null,
        ...action.arguments,
      });
    case "draft_content": {
      const { task_id, kind } = action.arguments;
      return send(`/tasks/${task_id}/draft`, { operation_id: proposalId, kind });
    }
  }

  async function change(
    wanted: Parameters<typeof changeTaskOnce>[1]["change"],
    taskId: string,
  ): Promise<ProposalEffect> {
    const outcome = await changeTaskOnce(db, { ...operation, taskId, change: wanted });
    if (outcome.kind !== "answered") return noTask();
    const { task, forbiddenBy } = outcome.answer;
    if (task) return { kind: "carried_out", task, next: null };
    return refused(new ApiError("state_conflict", `This task is ${forbiddenBy}, which does not allow that.`));
  }
}

function send(path: string, body: Readonly<Record<string, string | number | null>>): ProposalEffect {
  return { kind: "carried_out", task: null, next: { method: "POST", path, body } };
}

function noTask(): ProposalEffect {
  return refused(new ApiError("not_found", "This task is not in your current plan."));
}

function refused(refusal: ApiError): ProposalEffect {
  return { kind: "refused", refusal };
}
