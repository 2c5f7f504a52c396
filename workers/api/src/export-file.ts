import { everythingType, type PlanExportFormat, planExportTypes } from "@alva/contracts/export";
import { writeArchive } from "@alva/planning/exports/archive";
import { isInPlan } from "@alva/planning/exports/in-plan";
import { planCalendar } from "@alva/planning/exports/plan-calendar";
import { planCsv } from "@alva/planning/exports/plan-csv";
import { planMarkdown } from "@alva/planning/exports/plan-markdown";
import { writeLedger } from "@alva/planning/ledger/ledger";
import type { LedgerSource } from "@alva/planning/ledger/source";
import { planPdf } from "./plan-pdf.ts";
import type { Ports } from "./ports.ts";
import type { Exported } from "./queries/export-links.ts";
import type { ExplainedPlan } from "./queries/ledger.ts";

interface ExportFile {
  /** No text of its owner is in the name, so none needs escaping. */
  readonly name: string;
  readonly type: string;
  readonly content: string | Uint8Array<ArrayBuffer>;
}

/** An export as a file; undefined for a plan that is not ready. */
export async function writeExport(
  exported: Exported,
  { files, config }: Pick<Ports, "files" | "config">,
): Promise<ExportFile | undefined> {
  if (exported.what === "everything") {
    const { userId, archived } = exported;
    const bytes = await files.readAll(archived.uploads.map(({ id }) => ({ userId, id })));
    const content = writeArchive({ ...archived, files: bytes });
    return { name: "alva-export.zip", type: everythingType, content };
  }
  const { format, explained } = exported;
  const { source } = explained;
  if (!source) return undefined;
  return {
    name: `alva-plan-${source.masterPlan.plan.window_start}.${format}`,
    type: planExportTypes[format],
    content: write[format]({ ...explained, source, webOrigin: config.webOrigin }),
  };
}

interface ReadyPlan extends ExplainedPlan {
  readonly source: LedgerSource;
  readonly webOrigin: string;
}

const write: Readonly<Record<PlanExportFormat, (plan: ReadyPlan) => ExportFile["content"]>> = {
  md: ({ source }) => planMarkdown({ ...source, ledger: writeLedger(source) }),
  pdf: ({ plan, source }) => planPdf({ plan, masterPlan: source.masterPlan }),
  csv: ({ source }) => planCsv(source.masterPlan.tasks),
  ics: ({ plan, tasks, webOrigin }) =>
    planCalendar({
      name: "Alva",
      isPrivate: false,
      decidedAt: null,
      clientId: plan.profile.client_id,
      webOrigin,
      tasks: tasks.filter(isInPlan).map((task) => ({ task, leftAt: null })),
    }),
};
