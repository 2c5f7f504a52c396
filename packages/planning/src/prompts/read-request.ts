import { CustomPlan } from "@alva/contracts/custom-plan";
import { ClientProfile } from "@alva/contracts/profile";
import * as z from "zod";
import { Allowance } from "../strategy/allowances.ts";
import { Facts } from "../strategy/facts.ts";
import { moduleKeys } from "../strategy/module-keys.ts";

/** The answers of `customerData`, with stand-ins for what never leaves us: a profile again. */
export const CustomerData = z
  .string()
  .transform(parsedJson)
  .pipe(z.looseObject({ client_notes: z.array(z.object({ source: z.string(), text: z.string() })) }))
  .transform((answers): unknown => ({
    ...answers,
    schema_version: "1.0.0",
    client_id: "customer",
    profile_version: 1,
    updated_at: epoch,
    client_notes: answers.client_notes.map((note, index) => ({
      ...note,
      id: `note_${index + 1}`,
      at: epoch,
      task_id: null,
    })),
  }))
  .pipe(ClientProfile);

const epoch = "1970-01-01T00:00:00.000Z";

const Input = z.discriminatedUnion("task", [
  z.object({ task: z.literal("strategy"), facts: Facts, base_plan: CustomPlan, customer_data: CustomerData }),
  z.object({
    task: z.literal("module"),
    module: z.enum(moduleKeys),
    facts: Facts,
    custom_plan: CustomPlan,
    allowance: Allowance.nullable(),
    customer_data: CustomerData,
  }),
]);

const Request = z.object({
  messages: z.array(z.object({ role: z.string(), content: z.string() })),
  response_format: z.object({ json_schema: z.object({ schema: z.unknown() }) }),
});

/** What a request asks and all that its answer is judged by. */
export type RequestInput = z.infer<typeof Input> & {
  /** The JSON schema that the answer has to fit. */
  readonly schema: unknown;
};

/**
 * Reads a chat completions request of ours back into what it was written from, or undefined when it is not one. A request
 * carries its whole context, so that whoever receives the answer needs no look-up to judge it.
 */
export function readRequest(request: unknown): RequestInput | undefined {
  const parsed = Request.safeParse(request).data;
  const content = parsed?.messages.find(({ role }) => role === "user")?.content;
  if (parsed === undefined || content === undefined) return undefined;
  const input = Input.safeParse(parsedJson(content)).data;
  return input && { ...input, schema: parsed.response_format.json_schema.schema };
}

/** The JSON value of a text as it stands, or undefined when it is none. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
