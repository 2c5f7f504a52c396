import * as fc from "fast-check";

/**
 * Properties are tried with the same cases every time, so that a commit either passes or does not. `FC_SEED=7 pnpm test`
 * tries others, `FC_RUNS=10000` more of them where a test does not say how many.
 */
fc.configureGlobal({
  seed: Number(process.env["FC_SEED"] ?? 20_261_124),
  ...(process.env["FC_RUNS"] !== undefined && { numRuns: Number(process.env["FC_RUNS"]) }),
});
