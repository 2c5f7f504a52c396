"use client";
import { channels } from "@alva/contracts/master-plan";
import { OwnTask } from "@alva/contracts/task";
import type * as z from "zod";
import type { NewTask } from "../api/own-tasks.ts";
import { channelLook } from "../components/channels.ts";
import { FormOnce, useFormOnce } from "../components/form-once.tsx";
import { Field } from "../components/ui/field.tsx";
import { Select } from "../components/ui/select.tsx";

const Fields = OwnTask.omit({ operation_id: true, at: true });

interface OwnTaskFormProps {
  readonly start: z.input<typeof Fields>;
  /** The word on its button. */
  readonly verb: string;
  /** Whether it is a new task: then the day is asked for as well. */
  readonly isNew: boolean;
  readonly send: (task: NewTask) => unknown;
}

/** What the owner says of a task of their own. */
export function OwnTaskForm({ start, verb, isNew, send }: OwnTaskFormProps) {
  const form = useFormOnce({ schema: Fields, start });
  return (
    <FormOnce form={form} verb={verb} kind="primary" send={send}>
      <Field label="Title" autoComplete="off" {...form.field("title")} />
      <Select label="Channel" {...form.field("channel")}>
        {channels.map((channel) => (
          <option key={channel} value={channel}>
            {channelLook[channel].name}
          </option>
        ))}
      </Select>
      <Field
        label="Minutes"
        type="number"
        inputMode="numeric"
        help="5 to 480."
        {...form.field("estimated_minutes", { valueAsNumber: true })}
      />
      {isNew && <Field label="Due" type="date" {...form.field("due_date")} />}
    </FormOnce>
  );
}
