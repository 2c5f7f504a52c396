"use client";
import type { ClientProfile } from "@alva/contracts/profile";
import { businessModel } from "@alva/contracts/profile-sections";
import { type FormEvent, useState } from "react";
import { useChangeProfile } from "../../api/profile.ts";
import { Button } from "../../components/ui/button.tsx";
import { Card, SectionHeading } from "../../components/ui/card.tsx";
import { Field } from "../../components/ui/field.tsx";
import { useOnline } from "../../components/ui/online.ts";

interface OrderValueFormProps {
  /** In US dollars; null while the owner has not said it. */
  readonly value: number | null;
}

/** What an order brings on average, which no card asks for: it decides how ads can pay off. */
export function OrderValueForm({ value }: OrderValueFormProps) {
  const isOnline = useOnline();
  const [text, setText] = useState(value === null ? "" : String(value));
  const [problem, setProblem] = useState<string>();
  const { mutate, isPending } = useChangeProfile();
  function save(event: FormEvent): void {
    event.preventDefault();
    const wanted = readDollars(text);
    setProblem(wanted === undefined ? "Give whole dollars, 1 to 10,000,000, or leave it empty." : undefined);
    if (wanted === undefined) return;
    mutate({
      change: (profile) => withOrderValue(profile, wanted),
      sentence:
        wanted === null
          ? "The order value is not answered any more."
          : `An order brings $${wanted} on average. It counts from your next plan on.`,
      undo: (profile) => withOrderValue(profile, value),
    });
  }
  return (
    <Card>
      <form noValidate className="flex flex-col items-start gap-3" onSubmit={save}>
        <SectionHeading>Average order</SectionHeading>
        <p>With it I can tell which ads could pay off. If you don't know it, leave it empty.</p>
        <div className="w-full max-w-xs">
          <Field
            label="An average order in dollars"
            inputMode="numeric"
            autoComplete="off"
            value={text}
            error={problem}
            onChange={({ target }) => setText(target.value)}
          />
        </div>
        <Button
          type="submit"
          kind="secondary"
          busy={isPending}
          disabled={!isOnline || text === (value === null ? "" : String(value))}
        >
          Save the order value
        </Button>
        {!isOnline && <p className="text-sm text-muted">You're offline. Changing it needs a connection.</p>}
      </form>
    </Card>
  );
}

/** Whole dollars within the contract's limits, null for an empty field; undefined for anything else. */
function readDollars(text: string): number | null | undefined {
  const trimmed = text.trim();
  const given = /^\d+$/.test(trimmed) ? Number(trimmed) : trimmed === "" ? null : Number.NaN;
  return businessModel.shape.average_order_value.safeParse(given).data;
}

function withOrderValue(profile: ClientProfile, average_order_value: number | null): ClientProfile {
  return { ...profile, business_model: { ...profile.business_model, average_order_value } };
}
