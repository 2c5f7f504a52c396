import { CustomPlan } from "@alva/contracts/custom-plan";
import type { PlanStep } from "@alva/contracts/plan";
import type { ClientProfile } from "@alva/contracts/profile";
import type * as z from "zod";
import { blogControls } from "../modules/blog-controls.ts";
import { moduleOutputSchema } from "../modules/module-output.ts";
import { templateModule } from "../modules/templates.ts";
import { moduleAllowances } from "../strategy/allowances.ts";
import { baseCustomPlan } from "../strategy/base-plan.ts";
import type { Facts } from "../strategy/facts.ts";
import type { ModuleKey } from "../strategy/module-keys.ts";
import type { PlanContext } from "../validators/clamp-artifacts.ts";
import { customerData } from "./customer-data.ts";
import { moduleDirectives, standing, strategyDirectives } from "./directives.ts";
import { type JsonSchema, strictJsonSchema } from "./strict-json-schema.ts";
import { promptVersions } from "./versions.ts";

/** The body of a chat completions request. */
export interface ModelRequest {
  model?: string;
  messages: { role: "system" | "user"; content: string }[];
  response_format: { type: "json_schema"; json_schema: { name: string; strict: true; schema: JsonSchema } };
  temperature: 0;
}

/** What a request may say beyond the run's facts. */
export interface RequestOptions {
  model?: string;
  /** What was wrong with the previous attempt, as its reading returned it. */
  previousErrors?: readonly string[];
}

/** Asks for the strategy (plan pipeline, section 2). */
export function strategyRequest(
  { facts, profile }: { facts: Facts; profile: ClientProfile },
  options: RequestOptions = {},
): ModelRequest {
  return writeRequest({
    step: "strategy",
    directives: strategyDirectives,
    schema: CustomPlan,
    input: { task: "strategy", facts, base_plan: baseCustomPlan(facts, profile) },
    profile,
    options,
  });
}

/** Asks for a module (plan pipeline, section 3) that the plan has turned on. */
export function moduleRequest(
  key: ModuleKey,
  context: PlanContext,
  options: RequestOptions = {},
): ModelRequest {
  const { facts, profile, plan } = context;
  const { tasks } = templateModule(key, context);
  return writeRequest({
    step: key,
    directives: moduleDirectives(key),
    schema: moduleOutputSchema(key),
    input: {
      task: "module",
      module: key,
      facts,
      custom_plan: plan,
      allowance: moduleAllowances(plan, facts).get(key) ?? null,
      module_base: tasks,
      ...(key === "blog" && { controls: blogControls(profile, plan) }),
    },
    profile,
    options,
  });
}

interface RequestParts {
  step: PlanStep;
  directives: string;
  schema: z.ZodType;
  input: object;
  profile: ClientProfile;
  options: RequestOptions;
}

function writeRequest({ step, directives, schema, input, profile, options }: RequestParts): ModelRequest {
  const { model, previousErrors = [] } = options;
  const content = {
    ...input,
    prompt_version: promptVersions[step],
    previous_errors: previousErrors,
    customer_data: customerData(profile),
  };
  return {
    ...(model !== undefined && { model }),
    messages: [
      { role: "system", content: `${standing}\n\n${directives}` },
      { role: "user", content: JSON.stringify(content) },
    ],
    response_format: {
      type: "json_schema",
      json_schema: { name: `alva_${step}`, strict: true, schema: strictJsonSchema(schema) },
    },
    temperature: 0,
  };
}
