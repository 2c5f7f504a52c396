import type { ChatMessage } from "@alva/contracts/chat";
import type { Plan } from "@alva/contracts/plan";
import * as fc from "fast-check";
import JSZip from "jszip";
import { expect, test, vi } from "vitest";
import { examples } from "../playbook/testing/profiles.ts";
import { writeArchive } from "./archive.ts";
import { boardTask } from "./testing/board-task.ts";

const at = "2026-09-01T08:00:00.000Z";
const profile = examples.service;
const plan: Plan = {
  id: boardTask.plan_id,
  state: "failed",
  sequence: 3,
  steps: [],
  created_at: at,
  updated_at: at,
  archived: false,
  profile,
  custom_plan: null,
  artifacts: {},
  master_plan: null,
};

function message(text: string): ChatMessage {
  return {
    id: "one",
    role: "user",
    metadata: { state: "complete", created_at: at },
    parts: [{ type: "text", text }],
  };
}

test("another reader finds every text as it was, under names that no text has a part in", async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "grapheme" }), async (text) => {
      const task = { ...boardTask, title: `../${text}` };
      const versions = [{ version: 1, profile: { text } }];
      const bytes = writeArchive({
        profile,
        versions,
        plans: [{ plan, tasks: [task], steps: [], events: [] }],
        chat: [message(text)],
      });
      const { files } = await JSZip.loadAsync(bytes);
      const folder = `plans/${plan.id}`;
      expect(Object.keys(files)).toEqual([
        "profile.json",
        "profile-versions/1.json",
        ...["plan", "tasks", "steps", "events"].map((name) => `${folder}/${name}.json`),
        "chat.json",
      ]);
      const read = async (name: string) => JSON.parse((await files[name]?.async("string")) ?? "");
      expect(await read("profile-versions/1.json")).toEqual({ text });
      expect(await read(`${folder}/tasks.json`)).toEqual([task]);
      expect(await read("chat.json")).toEqual([message(text)]);
    }),
    { numRuns: 20 },
  );
});

test("the same things give the same bytes at any time", () => {
  vi.useFakeTimers();
  const [first, second] = ["2026-09-01T08:00:00Z", "2026-09-02T09:30:00Z"].map((now) => {
    vi.setSystemTime(now);
    return writeArchive({ profile, versions: [], plans: [], chat: [] });
  });
  vi.useRealTimers();
  expect(second).toEqual(first);
});
