import { getAsk } from "../auth/asks.ts";
import { signIn } from "../auth/sign-in.ts";
import type { AuthBench } from "../auth/start.ts";
import { median } from "../auth/statistics.ts";
import { takeTurns } from "../auth/turns.ts";
import type { Figure } from "../table.ts";
import { giveBoard } from "./large-board.ts";

// Together 90 requests of one person, who may make 100 a minute.
const rounds = { warmUp: 4, counted: 11 };
const perTurn = 2;
const tasks = 1_000;

/**
 * What phones wait for on a large board: a page of 200 tasks, the dashboard, and the whole plan, beside the same rows
 * passed on unread. The dashboard, which reads a line of each task and few of them whole, is beside the whole plan's rows.
 */
export async function boardFigures(bench: AuthBench): Promise<Figure[]> {
  const { id, accessToken } = await signIn(bench);
  const plan = await giveBoard(bench.owner, id, tasks);
  const headers = { Authorization: `Bearer ${accessToken}` };
  const api = (path: string) => async () =>
    (await bench.call("api", [getAsk(path, { headers })], { repeats: perTurn })).milliseconds;
  const floor = (path: string) => async () =>
    (await bench.call("api-floor", [getAsk(path)], { repeats: perTurn })).milliseconds;
  const times = await takeTurns(rounds, {
    page: api("/tasks?limit=200"),
    pageFloor: floor(`/tasks/${plan}`),
    dashboard: api("/dashboard"),
    plan: api(`/plans/${plan}`),
    planFloor: floor(`/plans/${plan}`),
  });
  return [
    ...beside("GET /tasks?limit=200", times.page, times.pageFloor, 2),
    ...beside("GET /dashboard", times.dashboard, times.planFloor, 0.6),
    ...beside("GET /plans/:id", times.plan, times.planFloor, 2),
  ];
}

function beside(name: string, ours: readonly number[], floor: readonly number[], budget: number): Figure[] {
  const ratios = ours.map((milliseconds, round) => milliseconds / (floor[round] ?? Number.NaN));
  return [
    { name, value: median(ours), unit: "ms" },
    { name: `${name}: the floor`, value: median(floor), unit: "ms" },
    { name: `${name} against the floor`, value: median(ratios), unit: "times", budget },
  ];
}
