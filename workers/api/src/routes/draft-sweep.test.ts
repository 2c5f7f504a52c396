import type { DraftAddress } from "@alva/contracts/draft";
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { createPorts } from "../ports.ts";
import { readConfig } from "../config.ts";
import { sweepDrafts } from "../draft-run.ts";
import { bindings } from "../testing/bindings.ts";
import { breakZone } from "../testing/break-zone.ts";
import { owner } from "../testing/database.ts";
import { type Drafter, newDrafter, type Person } from "../testing/drafter.ts";
import { addFault, bringBack } from "../testing/faults.ts";

let person: Person;
let welcome: string;
let newDraft: Drafter["newDraft"];
let leaveDraftsBehind: Drafter["leaveDraftsBehind"];
beforeAll(async () => {
  ({ person, welcome, newDraft, leaveDraftsBehind } = await newDrafter());
});
// Each test has drafts of its own; the day's limit and who else is being written are not what it is about.
beforeEach(async () => {
  await leaveDraftsBehind();
});

const refuseBatches = (times: number) =>
  addFault(bindings.QSTASH_URL, { kind: "status", status: 503, path: "/v2/batch", times });

/** A draft whose background work failed because QStash was away. */
async function draftDuringOutage(): Promise<string> {
  await refuseBatches(2);
  await newDraft().catch(() => undefined);
  await bringBack();
  const [draft] = (await person.api.listDrafts(welcome)).items;
  return draft?.id ?? "";
}

describe("the sweep", () => {
  const ports = createPorts(readConfig({ ...bindings }));

  /** What QStash's client and the sweep say of what was away or broken. */
  const complaints: string[] = [];
  beforeEach(() => {
    complaints.length = 0;
    vi.spyOn(console, "error").mockImplementation((line: string) => void complaints.push(line));
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    await bringBack();
  });

  async function sweepAfter(id: string, seconds: number) {
    await owner`
      update app.drafts set state = case state when 'working' then 'queued' else state end,
        due_at = now() - make_interval(secs => ${seconds}) where id = ${id}`;
    const published: DraftAddress[] = [];
    await sweepDrafts({
      ...ports,
      async publishDrafts(messages) {
        published.push(...messages.map(({ address }) => address));
        return ports.publishDrafts(messages);
      },
    });
    return published.flatMap(({ draft, attempt }) => (draft === id ? [attempt] : []));
  }

  test("sends a message again that was never sent", async () => {
    const { id } = await newDraft();
    expect(await sweepAfter(id, 25)).toEqual([1]);
    expect(await person.api.getDraft(id)).toMatchObject({ state: "working", attempt: 1 });
  });

  test("counts an attempt that was never answered as failed, three times", async () => {
    const { id } = await newDraft();
    expect(await sweepAfter(id, 100)).toEqual([1, 2]);
    expect(await sweepAfter(id, 100)).toEqual([2, 3]);
    expect(await sweepAfter(id, 100)).toEqual([3]);
    expect(await person.api.getDraft(id)).toMatchObject({ state: "failed", reason: "No answer came." });
  });

  test("counts no attempt that QStash did not take, and gives it its whole time once it did", async () => {
    const id = await draftDuringOutage();
    await refuseBatches(100);
    for (const seconds of [100, 200]) {
      await expect(sweepAfter(id, seconds)).rejects.toMatchObject({ name: "QstashError" });
    }
    await bringBack();
    expect(await sweepAfter(id, 300)).toEqual([1]);
    const [row] = await owner`select state, attempt, due_at > now() - interval '20 seconds' as begins_now
      from app.drafts where id = ${id}`;
    expect(row).toEqual({ state: "working", attempt: 1, begins_now: true });
  });

  test("gives up on a draft that QStash did not take for six hours", async () => {
    const id = await draftDuringOutage();
    await owner`update app.drafts set created_at = now() - interval '6 hours 1 second' where id = ${id}`;
    expect(await sweepAfter(id, 100)).toEqual([]);
    expect(await person.api.getDraft(id)).toMatchObject({ state: "failed", attempt: 1 });
  });

  test("ends a draft whose row cannot be read, and carries on the others", async () => {
    const [broken, whole] = [await newDraft(), await newDraft()];
    await owner`update app.drafts set input = '{}', due_at = now() - interval '1 hour' where id = ${broken.id}`;
    expect(await sweepAfter(whole.id, 25)).toEqual([1]);
    expect(complaints).toEqual([expect.stringContaining(broken.id)]);
    expect((await person.api.getDraft(broken.id)).state).toBe("failed");
  });

  test("ends a draft of which no message can be made, and carries on the others", async () => {
    const [broken, whole] = [await newDraft(), await newDraft()];
    const zone = "Pacific/Chatham";
    await owner`update app.drafts set due_at = now() - interval '1 hour', input = input || jsonb_build_object(
      'artifacts', null, 'task', (input -> 'task') || '{"channel":"social","tags":[]}',
      'profile', jsonb_set(input -> 'profile', '{user_profile,timezone}', to_jsonb(${zone}::text)))
      where id = ${broken.id}`;
    breakZone(zone);
    expect(await sweepAfter(whole.id, 25)).toEqual([1]);
    expect(complaints).toEqual([expect.stringContaining(broken.id)]);
    expect((await person.api.getDraft(broken.id)).state).toBe("failed");
  });

  test("gives up on the others when the database fails for one of them", async () => {
    const late = [await newDraft(), await newDraft()].map(({ id }) => id);
    await owner`update app.drafts set due_at = now() - interval '100 seconds' where id = any (${late})`;
    await sweepDrafts({
      ...ports,
      async isModelBusy() {
        // What follows is one statement for each.
        await addFault(bindings.NEON_URL, { kind: "status", status: 500 });
        return false;
      },
    });
    const attempts = await Promise.all(late.map(async (id) => (await person.api.getDraft(id)).attempt));
    expect(new Set(attempts)).toEqual(new Set([1, 2]));
    expect(complaints).toEqual([expect.stringMatching(/"sweep_failed","part":"drafts"/)]);
  });

  test("leaves alone what waits, and what is finished", async () => {
    const { id } = await newDraft();
    expect(await sweepAfter(id, 10)).toEqual([]);
    await person.api.cancelDraft(id);
    expect(await sweepAfter(id, 100)).toEqual([]);
  });
});
