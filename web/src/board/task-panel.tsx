"use client";
import type { Task } from "@alva/contracts/task";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { type Change, useChangeTask } from "../api/task-changes.ts";
import { channelLook } from "../components/channels.ts";
import { duration, shortDate } from "../components/dates.ts";
import { Button } from "../components/ui/button.tsx";
import { Dialog } from "../components/ui/dialog.tsx";
import { Field } from "../components/ui/field.tsx";
import { say } from "../components/ui/toast.tsx";
import { answerRoute } from "../onboarding/answer-card.ts";
import { TextArea } from "../onboarding/inputs/text-area.tsx";
import { MoveMenu } from "./move-menu.tsx";
import { statusNames } from "./statuses.ts";

/** Everything about one task, and what can be done with it. */
export function TaskPanel({ taskId, tasks }: { readonly taskId: string; readonly tasks: readonly Task[] }) {
  const router = useRouter();
  const task = tasks.find(({ id }) => id === taskId);
  const close = () => router.push("/board");
  return (
    <Dialog title={task?.title ?? "There is no such task"} onClose={close}>
      {task ? <Details key={task.id} task={task} /> : <p>It may have been replaced by a newer plan.</p>}
    </Dialog>
  );
}

function Details({ task }: { readonly task: Task }) {
  const { mutate, isPending } = useChangeTask();
  const [notes, setNotes] = useState(task.notes);
  const change = (changed: Change, sentence: string, undo: Change) =>
    mutate(
      { task, change: changed },
      { onSuccess: () => say({ sentence, undo: () => mutate({ task, change: undo }) }) },
    );
  return (
    <>
      <p className="text-sm text-muted">
        {channelLook[task.channel].name}, {duration(task.estimated_minutes)}
        {task.due_date !== null && `, due ${shortDate(task.due_date)}`},{" "}
        {statusNames[task.status].toLowerCase()}
        {task.pinned && ", pinned"}
      </p>
      {task.desc !== "" && <p>{task.desc}</p>}
      {task.steps.length > 0 && (
        <ol className="list-decimal pl-5">
          {task.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      )}
      {task.because.length > 0 && (
        <section>
          <h3 className="font-semibold">Why</h3>
          <ul className="flex flex-col gap-1">
            {task.because.map(({ path, note }) => (
              <li key={path + note}>
                {note}{" "}
                <Link className="text-link underline" href={answerRoute(path)}>
                  See your answer
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      <div className="flex flex-wrap gap-3">
        {task.status !== "done" && (
          <Button
            busy={isPending}
            onClick={() => change({ status: "done" }, `Done: ${task.title}`, { status: task.status })}
          >
            Mark done
          </Button>
        )}
        <MoveMenu task={task} />
      </div>
      {task.due_date !== null && (
        <Field
          label="Due"
          type="date"
          help="Changing it pins the task: a new plan leaves it where it is."
          defaultValue={task.due_date}
          onChange={({ target }) => {
            const before = task.due_date;
            if (target.value === "" || target.value === before || before === null) return;
            change({ due_date: target.value }, `Moved to ${shortDate(target.value)}`, {
              due_date: before,
              pinned: task.pinned,
            });
          }}
        />
      )}
      <TextArea label="Your notes" value={notes} onChange={setNotes} />
      {notes !== task.notes && (
        <Button
          kind="secondary"
          className="self-start"
          busy={isPending}
          onClick={() => change({ notes }, "Notes saved", { notes: task.notes })}
        >
          Save notes
        </Button>
      )}
    </>
  );
}
