"use client";
import { channels } from "@alva/contracts/master-plan";
import { OwnTask } from "@alva/contracts/task";
import { zodResolver } from "@hookform/resolvers/zod";
import { useId } from "react";
import { useForm } from "react-hook-form";
import type * as z from "zod";
import type { NewTask } from "../api/own-tasks.ts";
import { channelLook } from "../components/channels.ts";
import { Button } from "../components/ui/button.tsx";
import { Field, FieldProblem, LeadsToProblems } from "../components/ui/field.tsx";
import { Notice } from "../components/ui/notice.tsx";
import { useOnline } from "../components/ui/online.ts";
import { useLimit } from "../components/use-limit.ts";
import { sentenceOf } from "../sentence.ts";

const Fields = OwnTask.omit({ operation_id: true, at: true });

interface OwnTaskFormProps {
  readonly start: z.input<typeof Fields>;
  /** The word on its button. */
  readonly verb: string;
  /** Whether it is a new task: then the day is asked for as well, and it needs a connection. */
  readonly isNew: boolean;
  readonly error: Error | null;
  readonly isPending: boolean;
  readonly onSubmit: (task: NewTask) => void;
}

/** What the owner says of a task of their own. */
export function OwnTaskForm({ start, verb, isNew, error, isPending, onSubmit }: OwnTaskFormProps) {
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(Fields),
    defaultValues: start,
    mode: "onTouched",
  });
  const isOnline = useOnline();
  const limit = useLimit(error);
  const hindrance = isNew && !isOnline ? "You're offline. Adding a task needs a connection." : limit;
  const id = useId();
  const { errors, isSubmitted } = formState;
  return (
    <LeadsToProblems value={isSubmitted}>
      <form
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => void handleSubmit(onSubmit)(event)}
      >
        <Field label="Title" autoComplete="off" error={errors.title?.message} {...register("title")} />
        <div className="flex flex-col gap-1">
          <label htmlFor={id} className="text-sm font-semibold">
            Channel
          </label>
          <select
            id={id}
            aria-describedby={`${id}-error`}
            className="h-11 rounded-control border border-control-line bg-surface px-3"
            {...register("channel")}
          >
            {channels.map((channel) => (
              <option key={channel} value={channel}>
                {channelLook[channel].name}
              </option>
            ))}
          </select>
          <FieldProblem id={`${id}-error`} problem={errors.channel?.message} />
        </div>
        <Field
          label="Minutes"
          type="number"
          inputMode="numeric"
          help="5 to 480."
          error={errors.estimated_minutes && "Give whole minutes, 5 to 480."}
          {...register("estimated_minutes", { valueAsNumber: true })}
        />
        {isNew && (
          <Field
            label="Due"
            type="date"
            error={errors.due_date && "Choose a day."}
            {...register("due_date")}
          />
        )}
        {error && (
          <Notice kind="problem">
            <p>{sentenceOf(error)}</p>
          </Notice>
        )}
        {hindrance !== undefined && <p className="text-sm text-muted">{hindrance}</p>}
        <Button type="submit" className="self-start" busy={isPending} disabled={hindrance !== undefined}>
          {verb}
        </Button>
      </form>
    </LeadsToProblems>
  );
}
