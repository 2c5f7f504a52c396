"use client";
import { NewNote } from "@alva/contracts/client-note";
import type { ClientProfile } from "@alva/contracts/profile";
import { useState } from "react";
import { useAddNote, useChangeProfile } from "../../api/profile.ts";
import { FormOnce, useFormOnce } from "../../components/form-once.tsx";
import { Moment } from "../../components/moment.tsx";
import { Button } from "../../components/ui/button.tsx";
import { Card, SectionHeading } from "../../components/ui/card.tsx";
import { useOnline } from "../../components/ui/online.ts";
import { TextArea } from "../../components/ui/text-area.tsx";

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

const NoteText = NewNote.pick({ text: true });

function AddNote() {
  const { mutateAsync } = useAddNote();
  const form = useFormOnce({ schema: NoteText, start: { text: "" } });
  return (
    <FormOnce
      form={form}
      verb="Add the note"
      offline="You're offline. Notes can be kept when you are back."
      send={async ({ text }) => {
        const typed = form.getValues("text");
        await mutateAsync(text);
        // The next note may have been begun meanwhile.
        if (form.getValues("text") === typed) form.begin({ text: "" });
      }}
    >
      <TextArea label="A new note" rows={2} {...form.field("text")} />
    </FormOnce>
  );
}
