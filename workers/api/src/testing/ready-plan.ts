import localService from "@alva/contracts/examples/local-service.json" with { type: "json" };
import { ProfileInput } from "@alva/contracts/profile";
import { moduleRequest, strategyRequest } from "@alva/planning/prompts/requests";
import { baseCustomPlan } from "@alva/planning/strategy/base-plan";
import { prepare } from "@alva/planning/strategy/facts";
import { moduleKeys } from "@alva/planning/strategy/module-keys";
import { callbackPath, deliver } from "./delivery.ts";
import type { newPerson } from "./person.ts";

type GeneratePlanRequest = Parameters<Person["api"]["generatePlan"]>[0];
type Person = Awaited<ReturnType<typeof newPerson>>;

/** A business that needs every module. */
export const clientProfile = ProfileInput.parse(localService);

/** Text as QStash carries bodies. */
export function base64(text: string): string {
  return btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(""));
}

/** Gives a person a plan of standard tasks, by deliveries that say the model refused. Returns its id. */
export async function readyPlan(
  person: Person,
  request: GeneratePlanRequest = { clientProfile },
): Promise<string> {
  const { id } = await person.api.generatePlan(request, { idempotencyKey: crypto.randomUUID() });
  await finishPlan(person, id);
  return id;
}

/** Finishes a plan that was asked for with standard tasks. */
export async function finishPlan({ api }: Person, plan: string): Promise<void> {
  const { profile, created_at } = await api.getPlan(plan);
  const facts = prepare(profile, created_at);
  const context = { facts, profile, plan: baseCustomPlan(facts, profile) };
  await refuse(callbackPath({ plan, step: "strategy", attempt: 1 }), strategyRequest(context));
  for (const step of moduleKeys) {
    await refuse(callbackPath({ plan, step, attempt: 1 }), moduleRequest(step, context));
  }
}

function refuse(path: string, request: object): Promise<Response> {
  const sourceBody = base64(JSON.stringify(request));
  return deliver(path, JSON.stringify({ sourceMessageId: "msg_test", status: 401, sourceBody }));
}
