import type { Figure } from "../table.ts";
import { getAsk } from "./asks.ts";
import { signIn } from "./sign-in.ts";
import type { AuthBench } from "./start.ts";
import { median } from "./statistics.ts";
import { takeTurns } from "./turns.ts";

/** The engine compiles hot code in the background, which takes its time on a busy machine. */
const rounds = { warmUp: 200, counted: 300 };
/** Long against how exactly a call can be timed, short against how long a machine leaves it undisturbed. */
const perTurn = 40;

/**
 * The bearer check, which every request of the api worker runs, beside the least that verifying the same token could
 * cost: both behind Hono and nothing else. What has the budget is the median over rounds in which both had a turn.
 */
export async function bearerCheckFigures(bench: AuthBench): Promise<Figure[]> {
  const headers = { Authorization: `Bearer ${(await signIn(bench)).accessToken}` };
  const ask = getAsk("/", { headers, statuses: [204] });
  const turn = (worker: "bearer" | "floor") => async () =>
    (await bench.call(worker, [ask], { repeats: perTurn })).milliseconds;
  const { bearer, floor } = await takeTurns(rounds, { bearer: turn("bearer"), floor: turn("floor") });
  const ratios = bearer.map((milliseconds, round) => milliseconds / (floor[round] ?? Number.NaN));
  return [
    { name: "Hono and one Web Crypto verify", value: median(floor) * 1000, unit: "µs" },
    { name: "Hono and requireBearer", value: median(bearer) * 1000, unit: "µs" },
    { name: "against the floor", value: median(ratios), unit: "times", budget: 1.35 },
  ];
}
