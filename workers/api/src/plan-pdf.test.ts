import extremes from "@alva/contracts/examples/hostile-extremes.json" with { type: "json" };
import { ClientProfile } from "@alva/contracts/profile";
import { makeOfflinePlan } from "@alva/planning/playbook/testing/offline-plan";
import { examples } from "@alva/planning/playbook/testing/profiles";
import { extractText, getDocumentProxy } from "unpdf";
import { expect, test } from "vitest";
import { planPdf } from "./plan-pdf.ts";

const at = "2026-08-20T10:00:00.000Z";
const { plan, master } = makeOfflinePlan(examples.consultancy, at);
const longest = ClientProfile.parse(extremes);

async function read(bytes: Uint8Array): Promise<string> {
  const { text } = await extractText(await getDocumentProxy(bytes.slice()), { mergePages: true });
  return text.replaceAll(/\s+/g, "");
}

test.each([
  ["Latin", "Crème brûlée, Łódź, Đà Nẵng, œuvre, ½ “quoted” – €5"],
  ["Greek", "Καφενείο Αθήνα"],
  ["Cyrillic", "Кав’ярня «Їжак»"],
])("a title in %s is printed as it was written", async (_, title) => {
  const tasks = master.tasks.map((task) => ({ ...task, title }));
  const bytes = planPdf({
    plan: { profile: examples.consultancy, custom_plan: plan },
    masterPlan: { ...master, tasks },
  });
  expect(await read(bytes)).toContain(title.replaceAll(" ", ""));
});

test("the profile at every limit makes a document with every task in it, at a size that can be mailed", async () => {
  const hostile = makeOfflinePlan(longest, at);
  const tasks = hostile.master.tasks.map((task) => ({ ...task, desc: longest.constraints.additional_notes }));
  const bytes = planPdf({
    plan: { profile: longest, custom_plan: hostile.plan },
    masterPlan: { ...hostile.master, tasks },
  });
  const text = await read(bytes);
  expect(text.match(/Why:/g)?.length).toBeGreaterThanOrEqual(tasks.length);
  expect(bytes.length).toBeLessThan(1_000_000);
});
