import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { type ApiClient, createApiClient } from "@alva/api-client/api-client";
import { isFinal, type Plan, type PlanStatus } from "@alva/contracts/plan";
import { ProblemError } from "@alva/contracts/problem-error";
import type { ProfileInput } from "@alva/contracts/profile";
import * as z from "zod";
import { describeChange } from "./progress.ts";

interface MakePlanOptions {
  readonly apiOrigin: string;
  /** Sends a request as the person whose plan it is. */
  readonly fetch: typeof fetch;
  /** Sent as it is but for its files; the api says what is wrong with it. */
  readonly profile: unknown;
  readonly say: (line: string) => void;
}

const deadlineMs = 6 * 60_000;
const retryAfterMs = 1000;

/**
 * Sends the profile and follows the plan until it is final, also across a restart of the api worker. Rejects with
 * `ProblemError` when the api refuses, with a sentence when the plan does not become ready.
 */
export async function makePlan({ apiOrigin, fetch, profile, say }: MakePlanOptions): Promise<Plan> {
  const api = createApiClient({ apiOrigin, fetch });
  const { id } = await api.generatePlan(
    { clientProfile: unchecked(withoutFiles(profile)) },
    { idempotencyKey: randomUUID() },
  );
  const { state } = await follow(api, id, say);
  if (state === "ready" || state === "ready_partial") return api.getPlan(id);
  throw new Error(`The plan ${id} ended as ${state}.`);
}

const NamesFiles = z.looseObject({ brand_identity: z.looseObject({ asset_file_ids: z.unknown() }) });

/** Brand files are uploads of one account, and that of this person is new and has none. */
function withoutFiles(profile: unknown): unknown {
  const { data } = NamesFiles.safeParse(profile);
  return data ? { ...data, brand_identity: { ...data.brand_identity, asset_file_ids: [] } } : profile;
}

/** The file goes to the api as it is, so that the refusal a person sees is the api's own. */
function unchecked(profile: unknown): z.input<typeof ProfileInput> {
  return profile as z.input<typeof ProfileInput>;
}

async function follow(api: ApiClient, id: string, say: (line: string) => void): Promise<PlanStatus> {
  const signal = AbortSignal.timeout(deadlineMs);
  const began = Date.now();
  let last: PlanStatus | undefined;
  let broken = false;
  while (!signal.aborted) {
    try {
      for await (const { status } of api.planEvents(id, { signal })) {
        if (last && status.sequence < last.sequence) continue;
        const elapsed = `${((Date.now() - began) / 1000).toFixed(1)} s`.padStart(7);
        for (const line of describeChange(last, status)) say(`${elapsed}  ${line}`);
        last = status;
        broken = false;
        if (isFinal(status.state)) return status;
      }
    } catch (error) {
      if (isRefusal(error)) throw error;
      if (!broken && !signal.aborted)
        say("         The connection to the api broke; trying until it is back.");
      broken = true;
    }
    await wait(retryAfterMs);
  }
  throw new Error(
    `The plan was not ready after ${deadlineMs / 60_000} minutes; it stands at ${last?.state ?? "nothing"}.`,
  );
}

/** A definite no, as opposed to a worker that is down for a moment. */
function isRefusal(error: unknown): boolean {
  return error instanceof ProblemError && error.status < 500;
}
