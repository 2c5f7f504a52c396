"use client";
import type { Task } from "@alva/contracts/task";
import dynamic from "next/dynamic";
import { usePathname } from "next/navigation";
import { useCallback, useDeferredValue, useMemo, useRef, useState } from "react";
import { useDashboard } from "../api/dashboard.ts";
import type { NewTask } from "../api/own-tasks.ts";
import { useTasks } from "../api/tasks.ts";
import { Loading } from "../components/loading.tsx";
import { LoadProblem } from "../components/load-problem.tsx";
import { Button } from "../components/ui/button.tsx";
import { Skeleton } from "../components/ui/skeleton.tsx";
import { WithoutPlan } from "../home/without-plan.tsx";
import { dropRefused } from "../offline/kept.ts";
import type { RefusedTask } from "../offline/refused-task.ts";
import { BoardFilters } from "./board-filters.tsx";
import { BoardKeys } from "./board-keys.tsx";
import { Columns } from "./columns.tsx";
import { passes } from "./filters.ts";
import { RefusedTasks } from "./refused-tasks.tsx";
import { SelectionBar } from "./selection-bar.tsx";
import { columns, everyStatus, statuses } from "./statuses.ts";
import { TaskPanel } from "./task-panel.tsx";
import { useFilters } from "./use-filters.ts";
import { sortTasks, weeksOf } from "./weeks.ts";

/** With a wait of its own, or all of the board would be gone while it comes, and the focus with it. */
const OwnTaskDialog = dynamic(() => import("./own-task-dialog.tsx").then((file) => file.OwnTaskDialog), {
  ssr: false,
});

/** All tasks by where they stand, and the panel of the one in the address. */
export function Board() {
  const [, , taskId] = usePathname().split("/");
  const { data: dashboard, error: dashboardError, refetch: refetchDashboard } = useDashboard();
  const { filters, change, clear } = useFilters();
  const { data, error, refetch } = useTasks(everyStatus);
  const [adding, setAdding] = useState<"a new task" | RefusedTask>();
  const selectButton = useRef<HTMLButtonElement>(null);
  const [selected, setSelected] = useState<ReadonlySet<string>>();
  // Typing comes before drawing a thousand cards.
  const shownFilters = useDeferredValue(filters);
  const all = useMemo(() => sortTasks(data ?? []), [data]);
  const shownColumns = useMemo(() => (shownFilters.refused ? statuses : columns), [shownFilters.refused]);
  const tasks = useMemo(
    () => all.filter((task) => shownColumns.includes(task.status) && passes(shownFilters, task)),
    [all, shownColumns, shownFilters],
  );
  const weeks = useMemo(() => dashboard && weeksOf(dashboard, all), [dashboard, all]);
  const select = useCallback((id: string, isSelected: boolean) => {
    setSelected((before) => {
      const after = new Set(before);
      if (isSelected) after.add(id);
      else after.delete(id);
      return after;
    });
  }, []);
  if (dashboard === null) {
    return (
      <>
        <RefusedTasks />
        <WithoutPlan />
      </>
    );
  }
  // What this device kept is shown, also while nothing newer is to be had.
  if (!data || !dashboard || !weeks) {
    const missing = (data ? null : error) ?? (dashboard ? null : dashboardError);
    const retry = () => void Promise.all([refetch(), refetchDashboard()]);
    if (missing) return <LoadProblem error={missing} retry={retry} />;
    return <Loading outline={<Outline />} retry={retry} />;
  }
  const isFiltered = tasks.length < all.filter(({ status }) => shownColumns.includes(status)).length;
  return (
    <div className="flex flex-col gap-5">
      <div className="flex flex-wrap items-center gap-3">
        <h1 className="flex-1 text-[26px] font-bold">Board</h1>
        <Button kind="secondary" onClick={() => setAdding("a new task")}>
          Add a task
        </Button>
        <Button
          ref={selectButton}
          kind={selected === undefined ? "secondary" : "primary"}
          aria-pressed={selected !== undefined}
          onClick={() => setSelected(selected === undefined ? new Set() : undefined)}
        >
          Select
        </Button>
      </div>
      <RefusedTasks onMend={setAdding} />
      <BoardFilters filters={filters} onChange={change} onClear={clear} />
      <p role="status" className={tasks.length > 0 ? "sr-only" : ""}>
        {summary(tasks, isFiltered)}
      </p>
      <Columns statuses={shownColumns} tasks={tasks} weeks={weeks} selected={selected} onSelect={select} />
      {selected !== undefined && (
        <SelectionBar
          selected={tasks.filter(({ id }) => selected.has(id))}
          weeks={weeks}
          onSelectAll={() => setSelected(new Set(tasks.map(({ id }) => id)))}
          onEnd={() => {
            setSelected(undefined);
            selectButton.current?.focus();
          }}
        />
      )}
      <BoardKeys />
      {taskId !== undefined && <TaskPanel taskId={taskId} tasks={all} weeks={weeks} />}
      {adding !== undefined && (
        <OwnTaskDialog
          planId={dashboard.plan.id}
          start={adding === "a new task" ? newTask(dashboard.today) : adding.task}
          onAdded={() => adding !== "a new task" && void dropRefused(adding)}
          onClose={() => setAdding(undefined)}
        />
      )}
    </div>
  );
}

const newTask = (today: string): NewTask => ({
  title: "",
  channel: "ops",
  estimated_minutes: 30,
  due_date: today,
  notes: "",
});

function summary(tasks: readonly Task[], isFiltered: boolean): string {
  if (tasks.length === 0) return isFiltered ? "No task fits these filters." : "There are no tasks.";
  return `${tasks.length} ${tasks.length === 1 ? "task" : "tasks"} shown`;
}

function Outline() {
  return (
    <>
      <Skeleton className="h-11 w-40" />
      <Skeleton className="h-24" />
      <div className="grid gap-4 md:grid-cols-2 xl:grid-cols-4">
        {columns.map((status) => (
          <Skeleton key={status} className="h-96" />
        ))}
      </div>
    </>
  );
}
