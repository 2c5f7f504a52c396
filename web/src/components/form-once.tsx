"use client";
import { ProblemError } from "@alva/contracts/problem-error";
import { zodResolver } from "@hookform/resolvers/zod";
import { type FocusEvent, type ReactNode, useId, useRef, useState } from "react";
import {
  type FieldValues,
  type Path,
  type RegisterOptions,
  type UseFormReturn,
  useForm,
} from "react-hook-form";
import type * as z from "zod";
import { sentenceOf } from "../sentence.ts";
import { Button } from "./ui/button.tsx";
import { FieldProblem, LeadsToProblems } from "./ui/field.tsx";
import { useOnline } from "./ui/online.ts";
import { useLimit } from "./use-limit.ts";

interface Fields<Input extends FieldValues, Output> {
  /** The contract's: what may be sent, and what is said of anything else. */
  readonly schema: z.ZodType<Output, Input>;
  /** What stands in the fields; what its owner has changed there stays when it changes. */
  readonly start: Input;
}

/** The fields of a form that is sent once (decision 0040). They say what is wrong from when they are left, not while they are first filled in. */
export function useFormOnce<Input extends FieldValues, Output>({ schema, start }: Fields<Input, Output>) {
  const form = useForm<Input, unknown, Output>({
    resolver: zodResolver(schema),
    values: start,
    resetOptions: { keepDirtyValues: true },
    mode: "onTouched",
  });
  const names = useRef(new Set<Path<Input>>());
  // What was changed is followed only where it is read, and stays only where it is followed.
  void form.formState.dirtyFields;
  return {
    ...form,
    /** What the server may find fault with. */
    names: names.current,
    /** What ties a field of `components/ui` to its place in the form. */
    field(name: Path<Input>, options?: RegisterOptions<Input, Path<Input>>) {
      names.current.add(name);
      const { onBlur, ...rest } = form.register(name, options);
      return {
        ...rest,
        error: form.getFieldState(name, form.formState).error?.message,
        // Who only passes an empty field has not filled it in wrong.
        onBlur: (event: FocusEvent<{ readonly value: string }>) =>
          event.target.value === "" ? undefined : void onBlur(event),
      };
    },
    /** Begins anew with these values. */
    begin: (values: Input) => form.reset(values, { keepFieldsRef: true, keepDirtyValues: false }),
  };
}

interface FormOnceProps<Input extends FieldValues, Output> {
  readonly form: UseFormReturn<Input, unknown, Output> & { readonly names: ReadonlySet<Path<Input>> };
  /** The word on its button. */
  readonly verb: string;
  readonly kind?: "primary" | "secondary" | "destructive";
  readonly disabled?: boolean;
  /** Why it can't be sent without a connection; when nothing is said, it can. */
  readonly offline?: string;
  /** Other buttons, beside its own. */
  readonly beside?: ReactNode;
  readonly children: ReactNode;
  /** Sends what was typed, as the schema reads it. A refusal is told at its field or under all of them, and nothing typed is lost. */
  readonly send: (said: Output) => unknown;
}

/** A form that is sent once: its fields, what came of sending it, its button, and why that cannot be pressed. */
export function FormOnce<Input extends FieldValues, Output>({
  form,
  verb,
  kind = "secondary",
  disabled = false,
  offline,
  beside,
  children,
  send,
}: FormOnceProps<Input, Output>) {
  const id = useId();
  const isOnline = useOnline();
  const [refusal, setRefusal] = useState<unknown>();
  const limit = useLimit(refusal);
  const hindrance = isOnline ? limit : (offline ?? limit);
  const { errors, isSubmitting, isSubmitted } = form.formState;

  async function trySending(said: Output): Promise<void> {
    try {
      await send(said);
    } catch (failure) {
      setRefusal(failure);
      tell(failure);
    }
  }

  function tell(failure: unknown): void {
    const faults = failure instanceof ProblemError ? failure.errors : [];
    const told = faults.flatMap(({ path, message }) => {
      // The path is that in the request, of which the form may be a part.
      const name = [...form.names].find((one) => path === one || path.endsWith(`.${one}`));
      return name === undefined ? [] : [{ name, message }];
    });
    for (const { name, message } of told) form.setError(name, { message });
    const [first] = told;
    if (first === undefined) form.setError("root", { message: sentenceOf(failure) });
    else form.setFocus(first.name);
  }

  return (
    <form
      noValidate
      className="flex flex-col gap-3"
      onSubmit={(event) => void form.handleSubmit(trySending)(event)}
    >
      <LeadsToProblems value={isSubmitted}>{children}</LeadsToProblems>
      <FieldProblem id={`${id}-problem`} problem={errors.root?.message} />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" kind={kind} busy={isSubmitting} disabled={disabled || hindrance !== undefined}>
          {verb}
        </Button>
        {beside}
      </div>
      {hindrance !== undefined && <p className="text-sm text-muted">{hindrance}</p>}
    </form>
  );
}
