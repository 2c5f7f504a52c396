import type { Plan } from "@alva/contracts/plan";
import { useId } from "react";
import { SectionHeading } from "../components/ui/card.tsx";
import { adSplitOf } from "./ad-split.ts";
import { Bar } from "./bar.tsx";
import { FigureTable } from "./figure-table.tsx";
import { dollars } from "./money.ts";

/** Where the money for ads goes: in amounts, with bars for the eye. Nothing while there are no ads. */
export function AdBudget({ plan }: { readonly plan: Plan }) {
  const id = useId();
  const split = adSplitOf(plan);
  if (split === undefined) return null;
  const { total, parts, changedTo } = split;
  return (
    <section className="flex flex-col gap-3">
      <SectionHeading id={id}>Ad budget</SectionHeading>
      <figure
        aria-labelledby={id}
        className="flex flex-col gap-3 rounded-card border border-line bg-surface p-4"
      >
        <figcaption>
          {dollars(total)} a month
          {changedTo !== undefined &&
            ` is what the campaigns were planned with; you have ${dollars(changedTo)} now. A new plan splits that`}
          .
        </figcaption>
        <FigureTable
          caption="Ad budget by campaign"
          heads={["Campaign", "A month"]}
          rows={parts.map(({ name, amount }) => ({
            key: name,
            name: <span className="break-words">{name}</span>,
            cells: [<Share key={name} amount={amount} total={total} />],
          }))}
        />
      </figure>
    </section>
  );
}

function Share({ amount, total }: { readonly amount: number; readonly total: number }) {
  const share = amount / Math.max(total, 1);
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <span className="w-28">
        {dollars(amount)}, {Math.round(100 * share)} %
      </span>
      <Bar share={share} />
    </span>
  );
}
