"use client";
import type { ClientProfile } from "@alva/contracts/profile";
import { businessModel } from "@alva/contracts/profile-sections";
import { useChangeProfile } from "../../api/profile.ts";
import { FormOnce, useFormOnce } from "../../components/form-once.tsx";
import { Card, SectionHeading } from "../../components/ui/card.tsx";
import { Field } from "../../components/ui/field.tsx";

const OrderValue = businessModel.pick({ average_order_value: true });

interface OrderValueFormProps {
  /** In US dollars; null while the owner has not said it. */
  readonly value: number | null;
}

/** What an order brings on average, which no card asks for: it decides how ads can pay off. */
export function OrderValueForm({ value }: OrderValueFormProps) {
  const { mutateAsync } = useChangeProfile();
  const form = useFormOnce({ schema: OrderValue, start: { average_order_value: value } });
  return (
    <Card className="flex flex-col gap-3">
      <SectionHeading>Average order</SectionHeading>
      <p>With it I can tell which ads could pay off. If you don't know it, leave it empty.</p>
      <FormOnce
        form={form}
        verb="Save the order value"
        disabled={!form.formState.isDirty}
        offline="You're offline. Changing it needs a connection."
        send={async ({ average_order_value: wanted }) => {
          await mutateAsync({
            change: (profile) => withOrderValue(profile, wanted),
            sentence:
              wanted === null
                ? "The order value is not answered any more."
                : `An order brings $${wanted} on average. It counts from your next plan on.`,
            undo: (profile) => withOrderValue(profile, value),
            isOfForm: true,
          });
          form.begin({ average_order_value: wanted });
        }}
      >
        <Field
          label="An average order in dollars"
          inputMode="numeric"
          autoComplete="off"
          className="w-40"
          {...form.field("average_order_value", { setValueAs: numberIn })}
        />
      </FormOnce>
    </Card>
  );
}

/** What is not a number stays in view as it was typed, and the schema says what may stand there. */
function numberIn(typed: string | number | null): number | null {
  return typed === null || typed === "" ? null : Number(typed);
}

function withOrderValue(profile: ClientProfile, average_order_value: number | null): ClientProfile {
  return { ...profile, business_model: { ...profile.business_model, average_order_value } };
}
