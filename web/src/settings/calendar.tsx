"use client";
import { CalendarFeed } from "./calendar-feed.tsx";

/** The secret calendar addresses: one for tasks, and one for quick wins by themselves. */
export function Calendar() {
  return (
    <div className="flex max-w-2xl flex-col gap-6">
      <CalendarFeed
        feed="tasks"
        title="Calendar feed"
        about="One secret address that any calendar app can read. Tasks move in it when your plan moves."
      />
      <CalendarFeed
        feed="quick_wins"
        title="Quick wins feed"
        about="A second address with quick wins alone, for a calendar of their own."
      />
    </div>
  );
}
