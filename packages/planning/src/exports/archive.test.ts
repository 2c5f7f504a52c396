import type { Draft } from "@alva/contracts/draft";
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
const nothing = {
  profile: null,
  answers: [],
  uploads: [],
  files: new Map(),
  versions: [],
  plans: [],
  history: [],
  drafts: [],
  measures: [],
  chat: [],
  attempts: [],
  notifications: null,
  feeds: [],
};
const plan: Plan = {
  id: boardTask.plan_id,
  state: "failed",
  sequence: 3,
  steps: [],
  created_at: at,
  updated_at: at,
  standing: "unfinished",
  kind: "generated",
  parent_id: null,
  applied_at: null,
  put_aside_at: null,
  profile,
  custom_plan: null,
  artifacts: {},
  master_plan: null,
  answers_put_aside_until: null,
};

const draft: Draft = {
  id: "3c9f0a52-58a2-4a53-8f6e-2c9d0f2b7e10",
  task_id: boardTask.id,
  kind: "text",
  state: "ready",
  attempt: 1,
  content: null,
  edited_text: null,
  checks: [],
  reason: null,
  created_at: at,
  updated_at: at,
};

function message(text: string): ChatMessage {
  return {
    id: "one",
    role: "user",
    metadata: { state: "complete", created_at: at },
    parts: [{ type: "text", text }],
  };
}

function attempt(output: string) {
  return { at, output };
}

test("another reader finds every text as it was, under names that no text has a part in", async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "grapheme" }), async (text) => {
      const task = { ...boardTask, title: `../${text}` };
      const versions = [{ version: 1, profile: { text } }];
      const bytes = writeArchive({
        ...nothing,
        profile,
        versions,
        plans: [{ plan, tasks: [task], steps: [], events: [], source: null }],
        history: [{ task_id: task.id, kind: "added" }],
        drafts: [{ ...draft, edited_text: text }],
        measures: [{ measure: text, measured_on: "2026-09-01", value: text, updated_at: at }],
        chat: [message(text)],
        attempts: [attempt(text)],
      });
      const { files } = await JSZip.loadAsync(bytes);
      const folder = `plans/${plan.id}`;
      expect(Object.keys(files)).toEqual([
        "profile.json",
        "profile-versions/1.json",
        "task-history.json",
        ...["plan", "tasks", "steps", "events"].map((name) => `${folder}/${name}.json`),
        `drafts/${draft.id}.json`,
        "measures.json",
        "model-attempts.json",
        "chat.json",
        "chat.md",
      ]);
      const read = async (name: string) => JSON.parse((await files[name]?.async("string")) ?? "");
      expect(await read("profile-versions/1.json")).toEqual({ text });
      expect(await read(`${folder}/tasks.json`)).toEqual([task]);
      expect(await read(`drafts/${draft.id}.json`)).toEqual({ ...draft, edited_text: text });
      expect(await read("model-attempts.json")).toEqual([attempt(text)]);
      expect(await read("measures.json")).toMatchObject([{ measure: text, value: text }]);
      expect(await read("chat.json")).toEqual([message(text)]);
    }),
    { numRuns: 20 },
  );
});

test("the same things give the same bytes at any time", () => {
  vi.useFakeTimers();
  const [first, second] = ["2026-09-01T08:00:00Z", "2026-09-02T09:30:00Z"].map((now) => {
    vi.setSystemTime(now);
    return writeArchive({ ...nothing, profile });
  });
  vi.useRealTimers();
  expect(second).toEqual(first);
});

test("a file is named by its id and its type, and one whose bytes are gone is left out", async () => {
  const upload = { name: "../a", content_type: "image/png", bytes: 3, created_at: at } as const;
  const bytes = new Uint8Array([137, 80, 78]).buffer;
  const uploads = ["b", "c"].map((id) => ({ ...upload, id }));
  const archive = writeArchive({ ...nothing, uploads, files: new Map([["b", bytes]]) });
  const { files } = await JSZip.loadAsync(archive);
  expect(Object.keys(files)).toEqual(["uploads.json", "files/b.png"]);
  expect(await files["files/b.png"]?.async("arraybuffer")).toEqual(bytes);
});
