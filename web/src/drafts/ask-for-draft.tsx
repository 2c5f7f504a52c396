"use client";
import { DraftKind } from "@alva/contracts/draft";
import type { Task } from "@alva/contracts/task";
import { useId, useState } from "react";
import { useAskForDraft } from "../api/drafts.ts";
import { Button } from "../components/ui/button.tsx";
import { FieldProblem } from "../components/ui/field.tsx";
import { Select } from "../components/ui/select.tsx";
import { useOnline } from "../components/ui/online.ts";
import { useLimit } from "../components/use-limit.ts";
import { sentenceOf } from "../sentence.ts";

interface AskForDraftProps {
  readonly task: Task;
  /** Whether there was a draft before. */
  readonly isAgain: boolean;
}

/** Asks for a draft; for blog tasks also for which kind. */
export function AskForDraft({ task, isAgain }: AskForDraftProps) {
  const id = useId();
  const isOnline = useOnline();
  const { mutate, isPending, error } = useAskForDraft(task.id);
  const limit = useLimit(error);
  const [kind, setKind] = useState<DraftKind>();

  return (
    <div className="flex flex-col items-start gap-3">
      {task.channel === "blog" && (
        <Select
          label="What to draft"
          value={kind ?? ""}
          onChange={({ target }) => setKind(DraftKind.safeParse(target.value).data)}
        >
          <option value="">What suits the task</option>
          {DraftKind.options.map((one) => (
            <option key={one} value={one}>
              {kindNames[one]}
            </option>
          ))}
        </Select>
      )}
      <Button
        kind={isAgain ? "secondary" : "primary"}
        busy={isPending}
        disabled={!isOnline || limit !== undefined}
        onClick={() => mutate(kind === undefined ? {} : { kind })}
      >
        {isAgain ? "Draft it again" : "Draft it for me"}
      </Button>
      {!isOnline && <p className="text-sm text-muted">You're offline. A draft needs a connection.</p>}
      <FieldProblem id={`${id}-problem`} problem={error === null ? undefined : sentenceOf(error)} />
      {limit !== undefined && <p className="text-sm text-muted">{limit}</p>}
    </div>
  );
}

const kindNames: Readonly<Record<DraftKind, string>> = {
  text: "A short text",
  outline: "The outline of a post",
  post: "The whole post",
};
