import type { ChatProposal } from "@alva/contracts/chat";
import type { Task } from "@alva/contracts/task";
import { apiClient } from "../session/clients.ts";
import { replanWish } from "./replan-wish.ts";
import { undoing } from "./undo-change.ts";

/** The plan that a wish for other hours or money changes, and the difference that its owner has looked at. */
export interface SeenReplan {
  readonly planId: string;
  readonly revision: string;
}

/** What came of a confirmed proposal. */
export interface CarriedOut {
  readonly proposal: ChatProposal;
  /** Takes it back; undefined where the server cannot. */
  readonly undo: (() => Promise<unknown>) | undefined;
}

/**
 * Confirms a proposal and sends what is left for this client to send. Safe to repeat: the proposal's id is the id of whatever
 * operation follows. Rejects with `ProblemError`.
 */
export async function carryOut(proposal: ChatProposal, seen: SeenReplan | undefined): Promise<CarriedOut> {
  const api = apiClient();
  const { action } = proposal;
  const wish = replanWish(action);
  if (wish && !seen) throw new TypeError("a difference is looked at before it is applied");
  const decision = await api.confirmProposal(proposal.id);
  if (wish && seen) {
    const { planId, revision } = seen;
    const applied = await api.applyReplan(planId, wish, { operation_id: proposal.id, revision });
    return {
      proposal: decision.proposal,
      undo: () => api.undoPlan(applied.id, { operation_id: crypto.randomUUID() }),
    };
  }
  if (action.name === "save_note") {
    const { text, task_id } = action.arguments;
    await api.addNote({ operation_id: proposal.id, source: "chat", text, task_id: task_id ?? null });
  }
  if (action.name === "draft_content") {
    const { task_id, kind } = action.arguments;
    await api.askForDraft(task_id, { operation_id: proposal.id, kind });
  }
  const { task } = decision;
  return { proposal: decision.proposal, undo: task ? await undoOf(task, action.name) : undefined };
}

/** How the change just made to a task is taken back. */
async function undoOf(task: Task, name: ChatProposal["action"]["name"]): Promise<CarriedOut["undo"]> {
  const api = apiClient();
  const operation_id = crypto.randomUUID();
  if (name === "add_task") return () => api.deleteTask(task.id, { operation_id });
  const [newest] = (await api.taskHistory(task.id, { limit: 1 })).items;
  const change = newest && undoing(newest, task);
  return change && (() => api.changeTask(task.id, { ...change, operation_id }));
}
