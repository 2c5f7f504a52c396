import { expect, test } from "vitest";
import { draftInput, type DraftMaterial } from "../drafts/draft-input.ts";
import { draftRequest, readDraftRequest } from "../drafts/draft-request.ts";
import { readDraftAnswer } from "../drafts/read-draft.ts";
import { draftContext } from "../drafts/testing/material.ts";
import { answerOffline } from "./answer-offline.ts";
import { offlineDraft } from "./drafts.ts";
import { makeOfflinePlan } from "./testing/offline-plan.ts";
import { examples } from "./testing/profiles.ts";

const asked_at = "2026-08-20T17:00:00.000Z";

/** Every draft that could be asked for in the plan of a profile. */
function materialsOf(profile: DraftMaterial["profile"]): DraftMaterial[] {
  const { master, modules } = makeOfflinePlan(profile, asked_at);
  return master.tasks.flatMap((task) =>
    (["text", ...(task.channel === "blog" ? (["outline", "post"] as const) : [])] as const).map((kind) => {
      const module = modules.find(({ output }) => output.module_key === task.source.module)?.output;
      const proposal = module?.tasks.find(
        ({ module_task_id }) => module_task_id === task.source.module_task_id,
      );
      return { kind, task, ref: proposal?.ref ?? null, artifacts: module?.artifacts, profile, asked_at };
    }),
  );
}

test.each(Object.entries(examples))(
  "every task of the %s plan gets a draft that passes every check",
  (_name, profile) => {
    const materials = materialsOf(profile);
    const formats = new Set<string>();
    for (const material of materials) {
      const request = draftRequest(draftInput(material), { previousErrors: [], previousDraft: null });
      const sent = readDraftRequest(request);
      const answer = answerOffline(request);
      if (sent === undefined || answer === undefined) throw new Error("The request was not read back.");
      const reading = readDraftAnswer(answer, sent);
      if (!reading.ok) throw new Error(`${material.task.title}: ${reading.messages.join(" ")}`);
      formats.add(reading.content.format);
      const failed = reading.checks.filter(({ ok }) => !ok);
      expect(failed, `${material.task.title}: ${JSON.stringify(reading.content)}`).toEqual([]);
    }
    expect(formats.size).toBeGreaterThan(2);
  },
);

test("tasks of a series get texts on different questions", () => {
  const texts = [1, 2, 3].map((index) => {
    const context = draftContext(examples.solo, {
      channel: "social",
      title: "Write the next posts for Instagram",
      series: { index, total: 3 },
    });
    return JSON.stringify(offlineDraft(context));
  });
  expect(new Set(texts).size).toBe(3);
});
