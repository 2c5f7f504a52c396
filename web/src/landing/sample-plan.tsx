import { Zap } from "lucide-react";
import week from "./sample-week.json";

/** The first week of a real plan, made by the rules that every plan goes through (`pnpm sample-week`). */
export function SamplePlan() {
  const free = week.hours_per_week * 60 - week.minutes_planned;
  return (
    <section
      aria-labelledby="sample"
      className="overflow-hidden rounded-card border border-line bg-surface shadow-card"
    >
      <div className="h-1 bg-primary" />
      <div className="flex flex-col gap-3 p-5">
        <h2 id="sample" className="text-lg font-bold">
          Week 1 of a candle maker with {week.hours_per_week} hours
        </h2>
        <div aria-hidden className="h-3 overflow-hidden rounded-pill border border-control-line bg-soft">
          <div
            className="h-full border-r border-control-line bg-primary"
            style={{ width: `${(100 * week.minutes_planned) / (week.hours_per_week * 60)}%` }}
          />
        </div>
        <p className="text-sm">
          <strong>{inHours(week.minutes_planned)}</strong> planned. {inHours(free)} stay free, because weeks
          go wrong.
        </p>
      </div>
      <ol>
        {week.days.map(({ day, tasks }) => (
          <li key={day} className="flex gap-4 border-t border-line px-5 py-3">
            <span className="w-9 shrink-0 pt-0.5 text-sm font-semibold text-muted">{day}</span>
            <ul className="flex min-w-0 flex-1 flex-col gap-3">
              {tasks.map(({ title, minutes, quick_win, why }) => (
                <li key={title} className="flex flex-wrap items-start gap-x-3">
                  <div className="min-w-0 flex-[1_1_9rem]">
                    <p className="font-semibold">{title}</p>
                    <p className="text-sm text-muted">Why: {why}</p>
                  </div>
                  <span className="flex w-20 shrink-0 items-center gap-1 pt-0.5 text-sm sm:justify-end">
                    {quick_win && <Zap role="img" aria-label="Quick win" className="size-4 fill-primary" />}
                    {minutes} min
                  </span>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
      <p className="border-t border-line px-5 py-3 text-sm text-muted">
        A real plan of an example business, by Alva's standard playbook: this week and twelve more,{" "}
        {week.tasks_in_plan} tasks in all.
      </p>
    </section>
  );
}

function inHours(minutes: number): string {
  const rest = minutes % 60;
  const hours = (minutes - rest) / 60;
  return [hours > 0 ? `${hours} h` : "", rest > 0 ? `${rest} min` : ""].filter(Boolean).join(" ");
}
