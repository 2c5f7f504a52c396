"use client";
import type { Draft } from "@alva/contracts/draft";
import type { Task } from "@alva/contracts/task";
import { isUnderWay, useDrafts } from "../api/drafts.ts";
import { Moment } from "../components/moment.tsx";
import { Loaded } from "../components/loaded.tsx";
import { Skeleton } from "../components/ui/skeleton.tsx";
import { AskForDraft } from "./ask-for-draft.tsx";
import { DraftChecks } from "./draft-checks.tsx";
import { DraftProgress } from "./draft-progress.tsx";
import { DraftText } from "./draft-text.tsx";

/** "Draft it for me": a text for a task, from asking for it to the owner's own version of it. */
export function TaskDrafts({ task }: { readonly task: Task }) {
  return (
    <Loaded query={useDrafts(task.id)} outline={<Skeleton className="h-24 shrink-0" />}>
      {(drafts) => <Drafts task={task} drafts={drafts} />}
    </Loaded>
  );
}

function Drafts({ task, drafts }: { readonly task: Task; readonly drafts: readonly Draft[] }) {
  const [newest, ...earlier] = drafts;
  const finished = earlier.filter(({ state }) => state === "ready");
  return (
    <section aria-labelledby="draft-title" className="flex flex-col gap-3">
      <h3 id="draft-title" className="font-semibold">
        Draft
      </h3>
      {/* Always in the page, so that screen readers hear what becomes of a draft. */}
      <p role="status" className={newest === undefined ? "sr-only" : "text-sm text-muted"}>
        {newest === undefined ? "" : news[newest.state]}
      </p>
      {newest && <DraftShown key={newest.id} draft={newest} />}
      {(newest === undefined || !isUnderWay(newest)) && (
        <AskForDraft task={task} isAgain={newest !== undefined} />
      )}
      {finished.length > 0 && (
        <details className="rounded-card border border-line">
          <summary className="flex min-h-11 cursor-pointer items-center px-3">
            Earlier drafts ({finished.length})
          </summary>
          <ul className="flex flex-col gap-4 p-3">
            {finished.map((draft) => (
              <li key={draft.id} className="flex flex-col gap-3">
                <p className="text-sm text-muted">
                  <Moment at={draft.created_at} />
                </p>
                <DraftText draft={draft} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function DraftShown({ draft }: { readonly draft: Draft }) {
  if (draft.state !== "ready") return <DraftProgress draft={draft} />;
  return (
    <>
      <DraftText draft={draft} />
      <DraftChecks checks={draft.checks} isEdited={draft.edited_text !== null} />
    </>
  );
}

const news: Readonly<Record<Draft["state"], string>> = {
  queued: "Your draft waits for its turn.",
  working: "I'm writing your draft.",
  retrying: "I'm writing your draft once more.",
  fixing: "I'm mending what the checks found.",
  ready: "Your draft is here. Nothing is published for you.",
  failed: "The draft did not come about.",
  cancelled: "Stopped. Nothing was kept of it.",
};
