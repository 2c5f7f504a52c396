"use client";
import { useState } from "react";
import type * as z from "zod";
import { NumberField } from "../components/ui/number-field.tsx";

interface CountedNumberProps {
  readonly label: string;
  readonly min: number;
  readonly max: number;
  /** Which numbers can be counted with, and what is said of others. */
  readonly schema: z.ZodType<number>;
  /** What the page counts with; undefined when nothing was said yet. */
  readonly value: number | undefined;
  readonly onChange: (value: number) => void;
}

/**
 * A number that a page counts with while it is typed. What cannot be one, an emptied field say, stays as it is typed and is told;
 * until it is mended the page counts with the number before.
 */
export function CountedNumber({ schema, value, onChange, ...rest }: CountedNumberProps) {
  const [typed, setTyped] = useState<{ readonly number: number | undefined; readonly over: typeof value }>();
  // A number that came another way, from the slider beside it say, is newer than what was typed.
  const isTyped = typed !== undefined && typed.over === value;
  const problem = isTyped ? schema.safeParse(typed.number).error?.issues[0]?.message : undefined;
  const until = value === undefined ? "" : ` Until then I count with ${value.toLocaleString("en")}.`;

  function take(number: number | undefined): void {
    const taken = schema.safeParse(number).data;
    setTyped(taken === undefined ? { number, over: value } : undefined);
    if (taken !== undefined) onChange(taken);
  }

  return (
    <NumberField
      {...rest}
      value={isTyped ? typed.number : value}
      error={problem === undefined ? undefined : problem + until}
      onChange={take}
    />
  );
}
