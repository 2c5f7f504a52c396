import { canaryMessage, repeatsCanary } from "../prompts/canary.ts";
import { readJson } from "../read-json.ts";
import type { ModuleKey } from "../strategy/module-keys.ts";
import type { PlanContext } from "../validators/clamp-artifacts.ts";
import { messagesOf, type Reading } from "../validators/messages.ts";
import { validateModule, type ValidModule } from "../validators/validate-module.ts";
import { moduleOutputSchema } from "./module-output.ts";

/**
 * Reads what the model answered to a module's request: an output that may be governed with its log, or what to say in the next
 * attempt. Any text is fine; none throws.
 */
export function readModuleAnswer(key: ModuleKey, text: string, context: PlanContext): Reading<ValidModule> {
  const value = readJson(text);
  if (repeatsCanary(text, value)) return { ok: false, messages: [canaryMessage] };
  const parsed = moduleOutputSchema(key).safeParse(value);
  return parsed.success
    ? validateModule(parsed.data, context)
    : { ok: false, messages: messagesOf(parsed.error) };
}
