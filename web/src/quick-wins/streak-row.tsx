import type { Dashboard } from "@alva/contracts/dashboard";
import { Zap } from "lucide-react";
import { shortDate } from "../components/dates.ts";

const looks = {
  kept: { word: "kept", ring: "border-text bg-primary text-on-primary" },
  missed: { word: "missed", ring: "border-control-line text-muted" },
  neutral: { word: "nothing due", ring: "border-dashed border-control-line text-transparent" },
} as const;

/** The last 14 weekdays, one bolt each. */
export function StreakRow({ streak }: { readonly streak: Dashboard["streak"] }) {
  return (
    <>
      <ol className="grid w-fit grid-cols-7 gap-2 lg:grid-cols-14">
        {streak.days.map(({ date, state }) => (
          <li key={date} className="flex flex-col items-center gap-1 text-xs text-muted">
            <span
              aria-hidden
              className={`grid size-10 place-items-center rounded-full border-2 ${looks[state].ring}`}
            >
              <Zap className={`size-5 ${state === "kept" ? "fill-current" : ""}`} />
            </span>
            <span aria-hidden>{shortDate(date).slice(0, 2)}</span>
            <span className="sr-only">
              {shortDate(date)}: {looks[state].word}
            </span>
          </li>
        ))}
      </ol>
      <p className="text-sm text-muted">
        Streak {streak.count}. Gold is a day you kept, an outline a day you missed, a dashed ring a day with
        nothing due. Weekends and days with nothing due never break it.
      </p>
    </>
  );
}
