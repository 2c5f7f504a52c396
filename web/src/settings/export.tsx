"use client";
import type { PlanExportFormat } from "@alva/contracts/export";
import { useDashboard } from "../api/dashboard.ts";
import { LoadProblem } from "../components/load-problem.tsx";
import { Button } from "../components/ui/button.tsx";
import { Card, SectionHeading } from "../components/ui/card.tsx";
import { useOnline } from "../components/ui/online.ts";
import { Skeleton } from "../components/ui/skeleton.tsx";
import { apiClient } from "../session/clients.ts";
import { FileNews } from "./file-news.tsx";
import { useDownload } from "./use-download.ts";

const formats: readonly { readonly format: PlanExportFormat; readonly label: string }[] = [
  { format: "md", label: "Markdown" },
  { format: "pdf", label: "PDF to print" },
  { format: "csv", label: "Spreadsheet (CSV)" },
  { format: "ics", label: "Calendar (ICS)" },
];

/** What a person can take away: the plan in several formats, and everything as one file. */
export function Export() {
  return (
    <div className="flex max-w-2xl flex-col gap-6">
      <PlanFiles />
      <Everything />
    </div>
  );
}

function PlanFiles() {
  const isOnline = useOnline();
  const { data: dashboard, error, refetch, isPending } = useDashboard();
  const { download, busyWith, ...news } = useDownload();
  return (
    <Card className="flex flex-col gap-3">
      <SectionHeading>Your plan</SectionHeading>
      {isPending && <Skeleton className="h-24" />}
      {error && <LoadProblem error={error} retry={() => void refetch()} />}
      {dashboard === null && (
        <p className="text-muted">There is no plan yet, so there is nothing to export.</p>
      )}
      {dashboard && (
        <>
          <div className="flex flex-wrap gap-3">
            {formats.map(({ format, label }) => (
              <Button
                key={format}
                kind="secondary"
                disabled={!isOnline}
                busy={busyWith === format}
                onClick={() => download(format, () => apiClient().exportPlan(dashboard.plan.id, format))}
              >
                {label}
              </Button>
            ))}
            <Button
              kind="secondary"
              disabled={!isOnline}
              busy={busyWith === "bundle"}
              onClick={() => download("bundle", () => bundleOf(dashboard.plan.id))}
            >
              Bundle (JSON)
            </Button>
          </div>
          <p className="text-sm text-muted">
            The bundle has all that led to this plan, so that it can be checked, or made again to the same
            result.
          </p>
        </>
      )}
      <FileNews {...news} isBusy={busyWith !== undefined} />
    </Card>
  );
}

function Everything() {
  const isOnline = useOnline();
  const { download, busyWith, ...news } = useDownload();
  return (
    <Card className="flex flex-col items-start gap-3">
      <SectionHeading>Everything</SectionHeading>
      <p>
        Profile, plans, tasks, logs, drafts, what was said at the desk, and your files: one ZIP file, readable
        without Alva.
      </p>
      <Button
        kind="secondary"
        disabled={!isOnline}
        busy={busyWith !== undefined}
        onClick={() => download("everything", () => apiClient().exportEverything())}
      >
        Download everything
      </Button>
      <FileNews {...news} isBusy={busyWith !== undefined} />
    </Card>
  );
}

async function bundleOf(planId: string): Promise<File> {
  const bundle = await apiClient().getPlanBundle(planId);
  return new File([JSON.stringify(bundle, null, 2)], "alva-plan-bundle.json", { type: "application/json" });
}
