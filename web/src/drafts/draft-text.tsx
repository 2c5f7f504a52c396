"use client";
import { type Draft, DraftEdit } from "@alva/contracts/draft";
import { useState } from "react";
import { useEditDraft } from "../api/drafts.ts";
import { CopyButton } from "../components/copy-button.tsx";
import { FormOnce, useFormOnce } from "../components/form-once.tsx";
import { Button } from "../components/ui/button.tsx";
import { useOnline } from "../components/ui/online.ts";
import { say } from "../components/ui/toast.tsx";
import { TextArea } from "../components/ui/text-area.tsx";
import { piecesOf, textOf } from "./pieces.ts";

/** A finished draft to copy, part by part, or the owner's own version of it. */
export function DraftText({ draft }: { readonly draft: Draft }) {
  const [isEditing, setIsEditing] = useState(false);
  const { content, edited_text: edited } = draft;
  if (content === null) return null;
  if (isEditing)
    return <EditDraft draft={draft} text={edited ?? textOf(content)} close={() => setIsEditing(false)} />;
  return (
    <div className="flex flex-col gap-3">
      {edited === null ? (
        piecesOf(content).map(({ label, text }) => <Part key={label} label={label} text={text} />)
      ) : (
        <Part label="Your version" text={edited} />
      )}
      <Button kind="secondary" className="self-start" onClick={() => setIsEditing(true)}>
        Edit the text
      </Button>
    </div>
  );
}

function Part({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    <div className="rounded-card border border-line">
      <div className="flex items-center gap-2 border-b border-line py-1 pr-1 pl-3">
        <h4 className="flex-1 text-sm font-semibold">{label}</h4>
        <CopyButton text={text} what={label} />
      </div>
      <p className="p-3 break-words whitespace-pre-line">{text}</p>
    </div>
  );
}

interface EditDraftProps {
  readonly draft: Draft;
  readonly text: string;
  readonly close: () => void;
}

function EditDraft({ draft, text, close }: EditDraftProps) {
  const isOnline = useOnline();
  const { mutate, mutateAsync, isPending } = useEditDraft(draft.task_id);
  const form = useFormOnce({ schema: DraftEdit, start: { edited_text: text } });
  const { id, edited_text: before } = draft;
  function finish(sentence: string): void {
    close();
    say({ sentence, undo: () => mutate({ id, text: before ?? "" }) });
  }
  return (
    <FormOnce
      form={form}
      verb="Keep my version"
      kind="primary"
      offline="You're offline. Your version can be kept when you are back."
      beside={
        <>
          <Button kind="secondary" onClick={close}>
            Leave it as it was
          </Button>
          {before !== null && (
            <Button
              kind="text"
              disabled={!isOnline || isPending}
              onClick={() =>
                mutate({ id, text: "" }, { onSuccess: () => finish("Back to the text as it was drafted.") })
              }
            >
              Use the draft again
            </Button>
          )}
        </>
      }
      send={async ({ edited_text: after }) => {
        await mutateAsync({ id, text: after, isOfForm: true });
        finish("Your version is kept.");
      }}
    >
      <TextArea label="Your version" rows={12} {...form.field("edited_text")} />
    </FormOnce>
  );
}
