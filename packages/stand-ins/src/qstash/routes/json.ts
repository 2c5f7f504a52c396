import type * as z from "zod";
import type { Received } from "../../server.ts";
import { Refusal } from "../refusal.ts";

/** A request's JSON body by its schema. Refuses (400) anything else. */
export function readJson<Schema extends z.ZodType>(schema: Schema, { body }: Received): z.infer<Schema> {
  const parsed = schema.safeParse(parse(body.toString("utf8")));
  if (parsed.success) return parsed.data;
  throw new Refusal(400, `invalid body: ${parsed.error.issues[0]?.message ?? "unknown"}`);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(400, "invalid body: not JSON");
  }
}
