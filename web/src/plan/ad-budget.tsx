import type { Plan } from "@alva/contracts/plan";
import { useId } from "react";
import { SectionHeading } from "../components/ui/card.tsx";
import { Pause } from "../components/ui/pause.tsx";
import { adSplitOf } from "./ad-split.ts";
import { Bar } from "./bar.tsx";
import { dollars } from "./money.ts";

/** Where the money for ads goes: as bars for the eye, as amounts for everyone. Nothing while there are no ads. */
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
        <ul className="flex flex-col gap-2">
          {parts.map(({ name, amount }) => (
            <li key={name} className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <span className="w-full min-w-0 break-words sm:w-64">
                {name}
                <Pause />
              </span>
              <Bar share={amount / Math.max(total, 1)} />
              <span className="w-28 text-right text-sm">
                {dollars(amount)}, {Math.round((100 * amount) / Math.max(total, 1))} %
              </span>
            </li>
          ))}
        </ul>
      </figure>
    </section>
  );
}
