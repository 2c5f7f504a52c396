"use client";
import type { Draft } from "@alva/contracts/draft";
import { useState } from "react";
import { useEditDraft } from "../api/drafts.ts";
import { CopyButton } from "../components/copy-button.tsx";
import { Button } from "../components/ui/button.tsx";
import { useOnline } from "../components/ui/online.ts";
import { say } from "../components/ui/toast.tsx";
import { TextArea } from "../onboarding/inputs/text-area.tsx";
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

function EditDraft({ draft, text: before, close }: EditDraftProps) {
  const isOnline = useOnline();
  const [text, setText] = useState(before);
  const { mutate, isPending } = useEditDraft(draft.task_id);
  const put = (text: string, sentence: string) =>
    mutate(
      { id: draft.id, text },
      {
        onSuccess: () => {
          close();
          say({
            sentence,
            undo: () => mutate({ id: draft.id, text: draft.edited_text ?? "" }),
          });
        },
      },
    );
  return (
    <div className="flex flex-col gap-3">
      <TextArea label="Your version" rows={12} value={text} onChange={setText} />
      <div className="flex flex-wrap gap-3">
        <Button busy={isPending} disabled={!isOnline} onClick={() => put(text, "Your version is kept.")}>
          Keep my version
        </Button>
        <Button kind="secondary" onClick={close}>
          Leave it as it was
        </Button>
        {draft.edited_text !== null && (
          <Button
            kind="text"
            disabled={!isOnline}
            onClick={() => put("", "Back to the text as it was drafted.")}
          >
            Use the draft again
          </Button>
        )}
      </div>
      {!isOnline && (
        <p className="text-sm text-muted">You're offline. Your version can be kept when you are back.</p>
      )}
    </div>
  );
}
