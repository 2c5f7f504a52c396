"use client";
import type { ClientProfile } from "@alva/contracts/profile";
import { businessModel } from "@alva/contracts/profile-sections";
import { type FormEvent, useState } from "react";
import { useChangeProfile } from "../../api/profile.ts";
import { Button } from "../../components/ui/button.tsx";
import { Card, SectionHeading } from "../../components/ui/card.tsx";
import { NumberField } from "../../components/ui/number-field.tsx";
import { useOnline } from "../../components/ui/online.ts";

interface OrderValueFormProps {
  /** In US dollars; null while the owner has not said it. */
  readonly value: number | null;
}

/** What an order brings on average, which no card asks for: it decides how ads can pay off. */
export function OrderValueForm({ value }: OrderValueFormProps) {
  const isOnline = useOnline();
  const [typed, setTyped] = useState(value ?? undefined);
  const [problem, setProblem] = useState<string>();
  const { mutate, isPending } = useChangeProfile();
  function save(event: FormEvent): void {
    event.preventDefault();
    const { data: wanted, error } = businessModel.shape.average_order_value.safeParse(typed ?? null);
    setProblem(error?.issues[0]?.message);
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
        <NumberField
          label="An average order in dollars"
          min={1}
          max={10_000_000}
          value={typed}
          error={problem}
          onChange={setTyped}
        />
        <Button
          type="submit"
          kind="secondary"
          busy={isPending}
          disabled={!isOnline || typed === (value ?? undefined)}
        >
          Save the order value
        </Button>
        {!isOnline && <p className="text-sm text-muted">You're offline. Changing it needs a connection.</p>}
      </form>
    </Card>
  );
}

function withOrderValue(profile: ClientProfile, average_order_value: number | null): ClientProfile {
  return { ...profile, business_model: { ...profile.business_model, average_order_value } };
}
