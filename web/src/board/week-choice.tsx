"use client";
import { useId, useState } from "react";
import { addDays, duration, shortDate } from "../components/dates.ts";
import { Button } from "../components/ui/button.tsx";
import type { Weeks } from "./weeks.ts";

interface WeekChoiceProps {
  readonly weeks: Weeks;
  readonly isDisabled: boolean;
  readonly onChoose: (week: number) => void;
}

/**
 * Chooses a week of the plan that is not over, with how full each is. Choosing and going are two steps, or arrow keys would move
 * tasks.
 */
export function WeekChoice(props: WeekChoiceProps) {
  const { first } = props.weeks;
  return first === undefined ? null : <WeekFrom {...props} first={first} />;
}

function WeekFrom({ weeks, first, isDisabled, onChoose }: WeekChoiceProps & { readonly first: number }) {
  const id = useId();
  const [week, setWeek] = useState(first);
  return (
    <div className="flex max-w-full min-w-0 flex-wrap items-center gap-2">
      <label htmlFor={id} className="text-sm font-semibold">
        Week
      </label>
      <select
        id={id}
        className="h-11 max-w-full min-w-0 rounded-control border border-control-line bg-surface px-3"
        value={week}
        onChange={({ target }) => setWeek(Number(target.value))}
      >
        {Array.from({ length: 14 - first }, (_, index) => first + index).map((one) => (
          <option key={one} value={one}>
            {one}, {shortDate(addDays(weeks.start, 7 * (one - 1)))}: {duration(weeks.minutes.get(one) ?? 0)}{" "}
            of {duration(weeks.capacity)}
          </option>
        ))}
      </select>
      <Button kind="secondary" disabled={isDisabled} onClick={() => onChoose(week)}>
        Move to week
      </Button>
    </div>
  );
}
