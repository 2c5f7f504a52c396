import type { MasterPlan, ResolutionLogEntry } from "@alva/contracts/master-plan";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { govern } from "../governance.ts";
import type { GovernInput } from "../governance/input.ts";
import { governInputs } from "../governance/testing/inputs.ts";
import { groupDecisions, isTidying, writeLedger } from "./ledger.ts";
import { LedgerModule, type LedgerSource } from "./source.ts";

function sourceOf(input: GovernInput, masterPlan: MasterPlan = govern(input)): LedgerSource {
  return {
    masterPlan,
    customPlan: null,
    modules: input.modules.map((module) => LedgerModule.parse(module)),
    steps: [],
  };
}

const first: GovernInput = {
  client_id: "scent-sparkle",
  timezone: "America/Los_Angeles",
  generated_at: "2026-08-20T10:00:00-07:00",
  weekly_capacity_hours: 2,
  effective_ad_budget: 100,
  channel_enables: {},
  platform_enables: {},
  modules: [],
};
const task = (fields: object) => ({ channel: "email", effort: 1, suggested_week: 1, ...fields });
const linesOf = (change: Partial<GovernInput>) => writeLedger(sourceOf({ ...first, ...change }));

describe("the ledger of any plan", () => {
  test("tells of every entry of the log in exactly one line", () => {
    fc.assert(
      fc.property(governInputs, (input) => {
        const source = sourceOf(input);
        const log = source.masterPlan.meta.resolution_log;
        const groups = groupDecisions(log);
        expect(writeLedger(source).map(({ id }) => id)).toEqual([...groups.keys()]);
        const told = [...groups.values()];
        const teller = (entry: ResolutionLogEntry) =>
          told.filter((candidate) =>
            isTidying(entry) ? isTidying(candidate) : JSON.stringify(candidate) === JSON.stringify(entry),
          );
        for (const entry of log) {
          const [line, ...rest] = teller(entry);
          expect(rest).toEqual([]);
          expect(line?.items).toEqual(expect.arrayContaining(entry.items));
        }
      }),
    );
  });

  test("has no empty text and shows no id", () => {
    fc.assert(
      fc.property(governInputs, (input) => {
        for (const { text, explanation, items, kept } of writeLedger(sourceOf(input))) {
          const shown = [text, ...items.map(({ title }) => title), ...(kept ? [kept.title] : [])];
          expect(shown.filter((words) => words.trim() === "")).toEqual([]);
          expect(
            [...shown, explanation ?? ""].filter((words) =>
              /tsk_[0-9a-f]|\b(?:ppc|social|email|blog|seo|ops):\w/.test(words),
            ),
          ).toEqual([]);
          const frame = shown.slice(1).reduce((rest, title) => rest.replaceAll(title, ""), text);
          expect(frame).not.toMatch(/undefined|null|NaN|_/);
        }
      }),
    );
  });

  test("is the same, ids included, whenever it is written", () => {
    fc.assert(
      fc.property(governInputs, (input) => {
        expect(writeLedger(sourceOf(input))).toEqual(writeLedger(sourceOf(input)));
      }),
      { numRuns: 20 },
    );
  });
});

describe("a line", () => {
  const twins = [
    task({ module_task_id: "eml_a", title: "Write the welcome email" }),
    task({ module_task_id: "eml_b", title: "Draft a welcome email", tags: ["evergreen"] }),
  ];

  test("of a merge names both titles and can bring the other one back", () => {
    expect(linesOf({ modules: [{ module_key: "email", tasks: twins }] })).toMatchObject([
      {
        type: "duplicate_removed",
        text: "I merged “Draft a welcome email” into “Write the welcome email”: they ask for nearly the same work.",
        items: [{ id: "email:eml_b", title: "Draft a welcome email", on_board: false }],
        kept: { id: "email:eml_a", title: "Write the welcome email" },
        action: "restore",
        restored: false,
      },
    ]);
  });

  test("says that what it could bring back is on the board, and no longer once that is parked again", () => {
    const source = sourceOf({ ...first, modules: [{ module_key: "email", tasks: twins }] });
    const [item] = writeLedger(source)[0]?.items ?? [];
    const [kept] = source.masterPlan.tasks;
    if (kept === undefined) throw new TypeError("one of the two is kept");
    const back = (status: "planned" | "deferred") =>
      writeLedger({
        ...source,
        masterPlan: {
          ...source.masterPlan,
          tasks: [kept, { ...kept, id: item?.task_id ?? "", title: "Draft a welcome email", status }],
        },
      })[0];
    expect(back("planned")).toMatchObject({ action: "explain", restored: true, items: [{ on_board: true }] });
    expect(back("deferred")).toMatchObject({
      action: "restore",
      restored: false,
      items: [{ on_board: false }],
    });
  });

  test("of a closed channel explains and brings nothing back", () => {
    const tasks = [task({ module_task_id: "ppc_a", title: "Build the search campaign", channel: "ppc" })];
    expect(linesOf({ modules: [{ module_key: "ppc", tasks }] })).toMatchObject([
      {
        text: "I left out “Build the search campaign”: ads need at least $300 a month.",
        action: "explain",
        explanation: expect.stringContaining("$300"),
      },
    ]);
  });

  test("of a full week says which week it was", () => {
    const tasks = ["candles", "soaps", "gift boxes"].map((thing, index) =>
      task({ module_task_id: `eml_${index}`, title: `Write about ${thing} for spring`, effort: 2 }),
    );
    const texts = linesOf({ weekly_capacity_hours: 3, modules: [{ module_key: "email", tasks }] }).map(
      ({ text }) => text,
    );
    expect(texts).toEqual([
      "Week 1 (from Mon, Aug 24) was full, so I moved “Write about gift boxes for spring” to a later week.",
    ]);
  });

  test("of a refused twin says that you said no", () => {
    const refused = { id: "tsk_0000000001", title: "Write welcome email", status: "skipped" as const };
    const input: GovernInput = {
      ...first,
      fixed: [{ ...refused, minutes: 30, quick_win: false, series: false }],
      modules: [{ module_key: "email", tasks: twins.slice(0, 1) }],
    };
    const plan = govern({ ...input, fixed: [] });
    const [other] = plan.tasks;
    if (other === undefined) throw new TypeError("without fixed tasks it is planned");
    const source = sourceOf(input);
    const masterPlan = { ...source.masterPlan, tasks: [{ ...other, ...refused }] };
    expect(writeLedger({ ...source, masterPlan })[0]?.text).toBe(
      "I left out “Write the welcome email”: you said no to “Write welcome email”.",
    );
  });

  test("names three titles and counts the rest", () => {
    const tasks = ["one", "two", "three", "four", "five"].map((word) =>
      task({ module_task_id: `eml_${word}`, title: `Answer letter ${word}` }),
    );
    const [line] = linesOf({ weekly_capacity_hours: 0, modules: [{ module_key: "email", tasks }] });
    expect(line?.text).toMatch(/^I parked “[^”]+”, “[^”]+”, “[^”]+” and 2 more: you have 0 hours/);
    expect(line?.items).toHaveLength(5);
  });

  test("of standard tasks, of a channel that is not needed and of a strategy's bounds is there too", () => {
    const step = { attempt: 3, max_attempts: 3 };
    const lines = writeLedger({
      ...sourceOf(first),
      modules: [LedgerModule.parse({ module_key: "email", revision_notes: ["Cut to 2 posts."] })],
      steps: [
        { ...step, step: "email", state: "template", reason: "No answer came." },
        { ...step, step: "ppc", state: "not_needed", reason: "no ads under $300 a month" },
        { ...step, step: "blog", state: "done", reason: null },
      ],
    });
    expect(lines.map(({ type, text }) => [type, text])).toEqual([
      ["standard_tasks", "I used a standard template for e-mail, because writing one for you failed."],
      ["not_needed", "I planned nothing for ads: no ads under $300 a month."],
      ["adjusted", "Cut to 2 posts."],
    ]);
  });
});
