"use client";
import { NewNote } from "@alva/contracts/client-note";
import type { ClientProfile } from "@alva/contracts/profile";
import { type FormEvent, useState } from "react";
import { useAddNote, useChangeProfile } from "../../api/profile.ts";
import { Moment } from "../../components/moment.tsx";
import { Button } from "../../components/ui/button.tsx";
import { Card, SectionHeading } from "../../components/ui/card.tsx";
import { useOnline } from "../../components/ui/online.ts";
import { useLimit } from "../../components/use-limit.ts";
import { TextArea } from "../../onboarding/inputs/text-area.tsx";
import { sentenceOf } from "../../sentence.ts";

type Note = ClientProfile["client_notes"][number];

/** What the owner told beyond the cards, here, at the desk or when refusing a task; each can be taken away. */
export function Notes({ notes }: { readonly notes: readonly Note[] }) {
  const isOnline = useOnline();
  const { mutate, isPending, variables } = useChangeProfile();
  const [removing, setRemoving] = useState<string>();
  const remove = (note: Note) => {
    setRemoving(note.id);
    mutate({
      change: (profile) => ({
        ...profile,
        client_notes: profile.client_notes.filter(({ id }) => id !== note.id),
      }),
      sentence: "The note is gone.",
      undo: (profile) => ({
        ...profile,
        client_notes: [...profile.client_notes, note].toSorted((one, other) =>
          one.at.localeCompare(other.at),
        ),
      }),
    });
  };
  return (
    <Card className="flex flex-col gap-3">
      <SectionHeading>Notes for me</SectionHeading>
      <p>Your next plan takes these into account. The newest 50 are kept.</p>
      {notes.length === 0 && <p className="text-muted">There are none yet.</p>}
      <ul className="flex flex-col divide-y divide-line">
        {notes
          .toSorted((one, other) => other.at.localeCompare(one.at))
          .map((note) => (
            <li key={note.id} className="flex items-start gap-3 py-2">
              <div className="min-w-0 flex-1">
                <p className="break-words whitespace-pre-line">{note.text}</p>
                <p className="text-sm text-muted">
                  {sources[note.source]}, <Moment at={note.at} />
                </p>
              </div>
              <Button
                kind="text"
                aria-label={`Delete the note: ${note.text.slice(0, 60)}`}
                busy={isPending && variables.sentence === "The note is gone." && removing === note.id}
                disabled={!isOnline}
                onClick={() => remove(note)}
              >
                Delete
              </Button>
            </li>
          ))}
      </ul>
      <AddNote />
    </Card>
  );
}

const sources: Readonly<Record<Note["source"], string>> = {
  chat: "At the desk",
  task: "About a task",
  settings: "Here",
};

function AddNote() {
  const isOnline = useOnline();
  const [text, setText] = useState("");
  const [id, setId] = useState(() => crypto.randomUUID());
  const [problem, setProblem] = useState<string>();
  const { mutate, isPending, error } = useAddNote();
  const limit = useLimit(error);
  function add(event: FormEvent): void {
    event.preventDefault();
    const parsed = NewNote.shape.text.safeParse(text);
    setProblem(parsed.error?.issues[0]?.message);
    if (!parsed.success) return;
    mutate(
      { id, text },
      {
        onSuccess: () => {
          setText("");
          setId(crypto.randomUUID());
        },
        onError: (error) => setProblem(sentenceOf(error)),
      },
    );
  }
  return (
    <form noValidate className="flex flex-col items-start gap-3" onSubmit={add}>
      <div className="w-full">
        <TextArea label="A new note" rows={2} value={text} error={problem} onChange={setText} />
      </div>
      <Button
        type="submit"
        kind="secondary"
        busy={isPending}
        disabled={!isOnline || limit !== undefined || text === ""}
      >
        Add the note
      </Button>
      {!isOnline && (
        <p className="text-sm text-muted">You're offline. Notes can be kept when you are back.</p>
      )}
      {limit !== undefined && <p className="text-sm text-muted">{limit}</p>}
    </form>
  );
}
