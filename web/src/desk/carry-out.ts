import type { ChatProposal } from "@alva/contracts/chat";
import { ProblemError } from "@alva/contracts/problem-error";
import type { Task } from "@alva/contracts/task";
import { apiClient } from "../session/clients.ts";
import { replanWish } from "./replan-wish.ts";
import { undoing } from "./undo-change.ts";

/** The plan that a wish for other hours or money changes, and the difference that its owner has looked at. */
export interface SeenReplan {
  readonly planId: string;
  readonly revision: string;
}

type TakeBack = (() => Promise<unknown>) | undefined;

/** What came of a confirmed proposal. */
export interface CarriedOut {
  readonly proposal: ChatProposal;
  /** Takes it back; undefined where the server cannot. */
  readonly undo: TakeBack;
}

/**
 * Carries a proposal out and has it count as confirmed, in this order: of what the worker leaves to its client, a proposal
 * that says "confirmed" would else be all there is after a failure in between. Safe to repeat: the proposal's id is the id of
 * whatever operation it takes. Rejects with `ProblemError`.
 */
export async function carryOut(proposal: ChatProposal, seen: SeenReplan | undefined): Promise<CarriedOut> {
  const undoOwnPart = await doOwnPart(proposal, seen);
  const { proposal: decided, task } = await apiClient().confirmProposal(proposal.id);
  return { proposal: decided, undo: task ? await undoOf(task, proposal.action.name) : undoOwnPart };
}

/** What the worker does not do itself: plans are changed with the difference in view; notes and drafts have endpoints of their own. */
async function doOwnPart({ id, action }: ChatProposal, seen: SeenReplan | undefined): Promise<TakeBack> {
  const api = apiClient();
  const wish = replanWish(action);
  if (wish) {
    if (!seen) throw new TypeError("a difference is looked at before it is applied");
    const { planId, revision } = seen;
    const applied = await api
      .applyReplan(planId, wish, { operation_id: id, revision })
      .catch(undefinedWhenApplied);
    return applied && (() => api.undoPlan(applied.id, { operation_id: crypto.randomUUID() }));
  }
  if (action.name === "save_note") {
    const { text, task_id } = action.arguments;
    await api.addNote({ operation_id: id, source: "chat", text, task_id: task_id ?? null });
  }
  if (action.name === "draft_content") {
    const { task_id, kind } = action.arguments;
    await api.askForDraft(task_id, { operation_id: id, kind });
  }
  return undefined;
}

/** An earlier try had its way and nobody heard of it; by now it is another plan that the wish is for. */
function undefinedWhenApplied(error: unknown): undefined {
  if (error instanceof ProblemError && error.code === "idempotency_key_reused") return undefined;
  throw error;
}

/** How the change just made to a task is taken back. */
async function undoOf(task: Task, name: ChatProposal["action"]["name"]): Promise<TakeBack> {
  const api = apiClient();
  const operation_id = crypto.randomUUID();
  if (name === "add_task") return () => api.deleteTask(task.id, { operation_id });
  const [newest] = (await api.taskHistory(task.id, { limit: 1 })).items;
  const change = newest && undoing(newest, task);
  return change && (() => api.changeTask(task.id, { ...change, operation_id }));
}
