import type { PlanStep } from "@alva/contracts/plan";
import { answerOffline } from "@alva/planning/playbook/answer-offline";
import { moduleRequest, strategyRequest } from "@alva/planning/prompts/requests";
import { baseCustomPlan } from "@alva/planning/strategy/base-plan";
import { prepare } from "@alva/planning/strategy/facts";
import { ownProfile } from "../own-profile.ts";
import { base64, clientProfile } from "./ready-plan.ts";

/** What can come of one question to the model. `narrow` is a good strategy with a single module. */
export const reportKinds = [
  "good",
  "narrow",
  "invalid",
  "cut_off",
  "busy",
  "busy_long",
  "refused",
  "silent",
] as const;
export type ReportKind = (typeof reportKinds)[number];

const profile = ownProfile("00000000-0000-4000-8000-000000000001", clientProfile);
const facts = prepare(profile, "2026-11-02T09:00:00.000Z");
const context = { facts, profile, plan: baseCustomPlan(facts, profile) };
const narrow = {
  ...context.plan,
  channel_enables: { ...context.plan.channel_enables, ppc: false, social: false, blog: false, email: true },
};

const reports = new Map<string, string>();

/** The body with which QStash reports what one question to the model came to. */
export function stepReport(step: PlanStep, kind: ReportKind): string {
  const key = `${step} ${kind}`;
  const report = reports.get(key) ?? writeReport(step, kind);
  reports.set(key, report);
  return report;
}

function writeReport(step: PlanStep, kind: ReportKind): string {
  const request = step === "strategy" ? strategyRequest(context) : moduleRequest(step, context);
  const text = kind === "narrow" && step === "strategy" ? JSON.stringify(narrow) : answerOffline(request);
  return JSON.stringify({
    sourceMessageId: "msg_test",
    sourceBody: base64(JSON.stringify(request)),
    ...answerOf(kind, text ?? ""),
  });
}

function answerOf(kind: ReportKind, text: string): object {
  switch (kind) {
    case "good":
    case "narrow":
      return completion(text, "stop");
    case "invalid":
      return completion("{}", "stop");
    case "cut_off":
      return completion(text.slice(0, 100), "length");
    case "busy":
      return { status: 429, header: { "Retry-After": ["20"] } };
    case "busy_long":
      return { status: 429, header: { "Retry-After": ["120"] } };
    case "refused":
      return { status: 401 };
    case "silent":
      return { status: -1 };
  }
}

function completion(content: string, finish_reason: string): object {
  const choices = [{ finish_reason, message: { content } }];
  return { status: 200, body: base64(JSON.stringify({ model: "test", choices })) };
}
