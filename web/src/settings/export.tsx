"use client";
import type { PlanExportFormat } from "@alva/contracts/export";
import { useDashboard } from "../api/dashboard.ts";
import { Loaded } from "../components/loaded.tsx";
import { Button } from "../components/ui/button.tsx";
import { Card, SectionHeading } from "../components/ui/card.tsx";
import { useOnline } from "../components/ui/online.ts";
import { Skeleton } from "../components/ui/skeleton.tsx";
import { useLimit } from "../components/use-limit.ts";
import { Bundle } from "./bundle.tsx";
import { ExportLink } from "./export-link.tsx";
import { ExportLinks } from "./export-links.tsx";
import { FileNews } from "./file-news.tsx";
import { useExport } from "./use-export.ts";

const formats: readonly { readonly format: PlanExportFormat; readonly label: string }[] = [
  { format: "md", label: "Markdown" },
  { format: "pdf", label: "PDF to print" },
  { format: "csv", label: "Spreadsheet (CSV)" },
  { format: "ics", label: "Calendar (ICS)" },
];

/** What a person can take away: the plan in several formats, and everything as one file; and the links to what they took. */
export function Export() {
  const isOnline = useOnline();
  return (
    <div className="flex max-w-2xl flex-col gap-6">
      {!isOnline && (
        <p className="text-muted">You're offline. Files can be made, and links ended, when you are back.</p>
      )}
      <PlanFiles />
      <Everything />
      <ExportLinks />
    </div>
  );
}

function PlanFiles() {
  const dashboard = useDashboard();
  return (
    <Card className="flex flex-col gap-3">
      <SectionHeading>Your plan</SectionHeading>
      <Loaded query={dashboard} outline={<Skeleton className="h-24" />}>
        {(found) =>
          found === null ? (
            <p className="text-muted">There is no plan yet, so there is nothing to export.</p>
          ) : (
            <>
              <Formats planId={found.plan.id} />
              <Bundle planId={found.plan.id} />
            </>
          )
        }
      </Loaded>
    </Card>
  );
}

function Formats({ planId }: { readonly planId: string }) {
  const isOnline = useOnline();
  const { start, making, link, ...news } = useExport();
  const limit = useLimit(news.error);
  return (
    <>
      <div className="flex flex-wrap gap-3">
        {formats.map(({ format, label }) => (
          <Button
            key={format}
            kind="secondary"
            disabled={!isOnline || limit !== undefined || news.isBusy}
            busy={making?.what === "plan" && making.format === format}
            onClick={() => start({ what: "plan", plan_id: planId, format })}
          >
            {label}
          </Button>
        ))}
      </div>
      <FileNews {...news}>{link && <ExportLink link={link} />}</FileNews>
    </>
  );
}

function Everything() {
  const isOnline = useOnline();
  const { start, making, link, ...news } = useExport();
  const limit = useLimit(news.error);
  return (
    <Card className="flex flex-col items-start gap-3">
      <SectionHeading>Everything</SectionHeading>
      <p>
        Profile, plans, tasks, logs, drafts, what was said at the desk, and your files: one ZIP file, readable
        without Alva.
      </p>
      <Button
        kind="secondary"
        disabled={!isOnline || limit !== undefined}
        busy={making !== undefined}
        onClick={() => start({ what: "everything" })}
      >
        Download everything
      </Button>
      <FileNews {...news}>{link && <ExportLink link={link} />}</FileNews>
    </Card>
  );
}
