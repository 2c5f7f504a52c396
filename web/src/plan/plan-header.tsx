import type { Plan } from "@alva/contracts/plan";
import type { ReactNode } from "react";
import { shortDate } from "../components/dates.ts";
import { hoursInWords } from "./means-form.tsx";

interface PlanHeaderProps {
  readonly plan: Plan;
  /** What can be done with it. */
  readonly children?: ReactNode;
}

/** A plan's headline, its window and the hours it keeps to. */
export function PlanHeader({
  plan: { custom_plan: strategy, master_plan: master },
  children,
}: PlanHeaderProps) {
  if (strategy === null || master === null) return null;
  const { window_start: start, window_end: end, weekly_capacity_hours: hours } = master.plan;
  return (
    <div className="flex flex-wrap items-start gap-3">
      <div className="min-w-60 flex-1">
        <h1 tabIndex={-1} className="text-[26px] font-bold outline-none">
          {strategy.headline}
        </h1>
        <p className="text-muted">
          {shortDate(start)} to {shortDate(end)}, {hoursInWords(hours)} a week
        </p>
      </div>
      {children}
    </div>
  );
}
