"use client";
import type { LedgerLine } from "@alva/contracts/ledger";
import { useId } from "react";
import { useLedger, useRestore } from "../api/ledger.ts";
import { duration } from "../components/dates.ts";
import { Loaded } from "../components/loaded.tsx";
import { ShowMore } from "../components/show-more.tsx";
import { Button } from "../components/ui/button.tsx";
import { SectionHeading } from "../components/ui/card.tsx";
import { useOnline } from "../components/ui/online.ts";
import { useLimit } from "../components/use-limit.ts";
import { say } from "../components/ui/toast.tsx";

/** What I merged, moved and left out, in plain words, and the way back. */
export function Ledger({ planId }: { readonly planId: string }) {
  const ledger = useLedger(planId);
  return (
    <section className="flex flex-col gap-3">
      <SectionHeading>What I merged, moved and left out</SectionHeading>
      <Loaded query={ledger}>
        {({ pages }) => <Lines planId={planId} lines={pages.flatMap(({ items }) => items)} />}
      </Loaded>
      <ShowMore query={ledger}>Show more</ShowMore>
    </section>
  );
}

function Lines({ planId, lines }: { readonly planId: string; readonly lines: readonly LedgerLine[] }) {
  if (lines.length === 0) return <p className="text-muted">Nothing. All I thought of is in the plan.</p>;
  return (
    <ul className="flex flex-col gap-2">
      {lines.map((line) => (
        <li key={line.id} className="rounded-card border border-line bg-surface px-4 py-3">
          <Line planId={planId} line={line} />
        </li>
      ))}
    </ul>
  );
}

function Line({ planId, line }: { readonly planId: string; readonly line: LedgerLine }) {
  const id = useId();
  const isOnline = useOnline();
  const { restore, park } = useRestore(planId);
  const limit = useLimit(restore.error);
  const hindrance = isOnline ? limit : "You're offline. This needs a connection.";
  const { text, items, action, explanation, restored } = line;
  const missing = items.filter(({ task_id, on_board }) => task_id !== null && !on_board);
  const bringBack = (item?: string) =>
    restore.mutate(item === undefined ? { line } : { line, item }, {
      onSuccess: ({ tasks, over }) => {
        const [task] = tasks;
        const [full] = over;
        say({
          sentence:
            (task && tasks.length === 1
              ? `Back on the board: ${task.title}.`
              : `${tasks.length} tasks are back on the board.`) +
            (full ? ` That week is ${duration(full.minutes)} over your hours.` : ""),
          undo: () => park.mutate(tasks.map(({ id }) => id)),
        });
      },
    });
  return (
    <div className="flex flex-col gap-1">
      <p id={id} className="break-words">
        {text}
      </p>
      {explanation !== null && (
        <details>
          <summary
            aria-describedby={id}
            className="inline-flex min-h-11 cursor-pointer items-center text-link underline underline-offset-4"
          >
            Explain
          </summary>
          <p className="text-sm">{explanation}</p>
        </details>
      )}
      {action === "restore" && missing.length > 1 && (
        <ul className="flex flex-col gap-1">
          {missing.map(({ id, title }) => (
            <li key={id} className="flex flex-wrap items-center gap-x-3">
              <span className="min-w-0 flex-1 break-words">{title}</span>
              <Button
                kind="text"
                aria-label={`Restore ${title}`}
                disabled={hindrance !== undefined || restore.isPending}
                onClick={() => bringBack(id)}
              >
                Restore
              </Button>
            </li>
          ))}
        </ul>
      )}
      {action === "restore" && (
        <Button
          kind="secondary"
          className="self-start"
          aria-label={
            missing.length > 1 ? `Restore all ${missing.length}` : `Restore ${missing[0]?.title ?? ""}`
          }
          busy={restore.isPending}
          disabled={hindrance !== undefined}
          onClick={() => bringBack()}
        >
          {missing.length > 1 ? `Restore all ${missing.length}` : "Restore"}
        </Button>
      )}
      {action === "restore" && hindrance !== undefined && <p className="text-sm text-muted">{hindrance}</p>}
      {restored && (
        <p role="status" className="text-sm text-success">
          On the board
        </p>
      )}
    </div>
  );
}
