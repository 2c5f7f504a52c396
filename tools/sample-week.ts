import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import solo from "@alva/contracts/examples/handmade-solo.json" with { type: "json" };
import { ClientProfile } from "@alva/contracts/profile";
import { makeOfflinePlan } from "@alva/planning/playbook/testing/offline-plan";

// pnpm sample-week: writes the week that the landing page shows; with --check it only says when that is out of date.

const target = new URL("../web/src/landing/sample-week.json", import.meta.url);

/** What the landing page shows is what the example's plan says, made by the playbook alone: nothing in it is written by hand. */
function sampleWeek() {
  const profile = ClientProfile.parse(solo);
  const { master } = makeOfflinePlan(profile, "2026-08-20T10:00:00Z");
  const first = master.tasks.filter(({ week }) => week === 1);
  const minutesOf = (tasks: typeof first) => tasks.reduce((sum, task) => sum + task.estimated_minutes, 0);
  return {
    hours_per_week: master.plan.weekly_capacity_hours,
    minutes_planned: minutesOf(first),
    tasks_in_plan: master.tasks.filter(({ due_date }) => due_date !== null).length,
    days: ["Mon", "Tue", "Wed", "Thu", "Fri"].map((day) => ({
      day,
      tasks: first
        .filter(({ due_date }) => due_date !== null && dayName(due_date) === day)
        .map(({ title, estimated_minutes, quick_win, because }) => ({
          title,
          minutes: estimated_minutes,
          quick_win,
          why: because[0]?.note ?? "",
        })),
    })),
  };
}

function dayName(date: string): string {
  return new Date(`${date}T12:00:00Z`).toLocaleDateString("en-US", { weekday: "short", timeZone: "UTC" });
}

const text = `${JSON.stringify(sampleWeek(), null, 2)}\n`;
if (!process.argv.includes("--check")) await writeFile(target, text);
else if ((await readFile(target, "utf8").catch(() => "")) !== text) {
  console.error(`${fileURLToPath(target)} is out of date. Run: pnpm sample-week`);
  process.exitCode = 1;
}
