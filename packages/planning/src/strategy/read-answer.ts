import { CustomPlan } from "@alva/contracts/custom-plan";
import type { ClientProfile } from "@alva/contracts/profile";
import { canaryMessage, repeatsCanary } from "../prompts/canary.ts";
import { readJson } from "../read-json.ts";
import { ownHost } from "../validators/links.ts";
import { cutMessages, messagesOf, type Reading } from "../validators/messages.ts";
import { unsafeTexts } from "../validators/unsafe-texts.ts";
import { clampCustomPlan } from "./clamp.ts";
import type { Facts } from "./facts.ts";
import { enabledModules } from "./module-keys.ts";

/**
 * Reads what the model answered to the strategy request: a plan within gates and bounds, or what to say in the next attempt.
 * Any text is fine; none throws.
 */
export function readStrategyAnswer(
  text: string,
  context: { facts: Facts; profile: ClientProfile },
): Reading<{ plan: CustomPlan }> {
  const value = readJson(text);
  if (repeatsCanary(text, value)) return { ok: false, messages: [canaryMessage] };
  const parsed = CustomPlan.safeParse(value);
  if (!parsed.success) return { ok: false, messages: messagesOf(parsed.error) };

  const unsafe = unsafeTexts(parsed.data, ownHost(context.profile));
  if (unsafe.length > 0) return { ok: false, messages: cutMessages(unsafe) };

  const plan = clampCustomPlan(parsed.data, context);
  if (enabledModules(plan).length > 0) return { ok: true, plan };
  return {
    ok: false,
    messages: ["channel_enables: Turn on at least one of the open channels, with a cadence above 0."],
  };
}
