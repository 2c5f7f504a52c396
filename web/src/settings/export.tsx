"use client";
import type { PlanExportFormat } from "@alva/contracts/export";
import { useDashboard } from "../api/dashboard.ts";
import { Loaded } from "../components/loaded.tsx";
import { Button } from "../components/ui/button.tsx";
import { Card, SectionHeading } from "../components/ui/card.tsx";
import { useOnline } from "../components/ui/online.ts";
import { Skeleton } from "../components/ui/skeleton.tsx";
import { useLimit } from "../components/use-limit.ts";
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
  const dashboard = useDashboard();
  const { download, busyWith, ...news } = useDownload();
  const limit = useLimit(news.error);
  const isBlocked = !isOnline || limit !== undefined;
  return (
    <Card className="flex flex-col gap-3">
      <SectionHeading>Your plan</SectionHeading>
      <Loaded query={dashboard} outline={<Skeleton className="h-24" />}>
        {(found) =>
          found === null ? (
            <p className="text-muted">There is no plan yet, so there is nothing to export.</p>
          ) : (
            <>
              <div className="flex flex-wrap gap-3">
                {formats.map(({ format, label }) => (
                  <Button
                    key={format}
                    kind="secondary"
                    disabled={isBlocked}
                    busy={busyWith === format}
                    onClick={() => download(format, () => apiClient().exportPlan(found.plan.id, format))}
                  >
                    {label}
                  </Button>
                ))}
                <Button
                  kind="secondary"
                  disabled={isBlocked}
                  busy={busyWith === "bundle"}
                  onClick={() => download("bundle", () => bundleOf(found.plan.id))}
                >
                  Bundle (JSON)
                </Button>
              </div>
              <p className="text-sm text-muted">
                The bundle has all that led to this plan, so that it can be checked, or made again to the same
                result.
              </p>
            </>
          )
        }
      </Loaded>
      <FileNews {...news} isBusy={busyWith !== undefined} />
    </Card>
  );
}

function Everything() {
  const isOnline = useOnline();
  const { download, busyWith, ...news } = useDownload();
  const limit = useLimit(news.error);
  const isBlocked = !isOnline || limit !== undefined;
  return (
    <Card className="flex flex-col items-start gap-3">
      <SectionHeading>Everything</SectionHeading>
      <p>
        Profile, plans, tasks, logs, drafts, what was said at the desk, and your files: one ZIP file, readable
        without Alva.
      </p>
      <Button
        kind="secondary"
        disabled={isBlocked}
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
