import type { DeskCard, DeskReason } from "@alva/contracts/chat";
import type { DeskContext } from "./context.ts";

/** What a card says when nothing its owner told supports it. */
export const nothingSupports = "Nothing you told me supports this; take it as a general rule.";

/** The heading of a card that came without one. */
export const plainHeading = "My answer";

/** A card as text: `## heading`, then paragraphs and `- bullets`. */
export function cardText({ heading, body }: DeskCard): string {
  const lines = body.map(({ kind, text }) => (kind === "bullet" ? `- ${text}` : text));
  return [`## ${heading}`, ...lines].join("\n\n");
}

/** A card that code writes, not a recommendation, so that it needs no reasons. */
export function plainCard(heading: string, text: string): DeskCard {
  return {
    heading,
    body: [{ kind: "paragraph", text }],
    because: [],
    unsupported: false,
    actions: [],
  };
}

/** What can be done with a card: looking at what it rests on, each thing once. */
export function actionsOf(because: readonly DeskReason[], { tasks }: DeskContext): DeskCard["actions"] {
  const actions = new Map(
    because.map((reason): [string, DeskCard["actions"][number]] => {
      if (reason.kind === "answer") {
        return [reason.path, { kind: "open_answer", path: reason.path, label: "See your answer" }];
      }
      const title = tasks.find(({ id }) => id === reason.task_id)?.title ?? "task";
      return [reason.task_id, { kind: "open_task", task_id: reason.task_id, label: `Open “${title}”` }];
    }),
  );
  return [...actions.values()];
}
