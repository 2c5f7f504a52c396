"use client";
import type { ExportContent, PlanExportFormat } from "@alva/contracts/export";
import { useEndExportLink, useExportLinks } from "../api/export-links.ts";
import { Loaded } from "../components/loaded.tsx";
import { Moment } from "../components/moment.tsx";
import { Button } from "../components/ui/button.tsx";
import { Card, SectionHeading } from "../components/ui/card.tsx";
import { useOnline } from "../components/ui/online.ts";
import { Skeleton } from "../components/ui/skeleton.tsx";

/** The links that work, of every device, and an end to each. */
export function ExportLinks() {
  const isOnline = useOnline();
  const links = useExportLinks();
  const end = useEndExportLink();
  return (
    <Card aria-label="Links that work" className="flex flex-col gap-3">
      <SectionHeading>Links that work</SectionHeading>
      <p>
        Each file has a link for 24 hours. Whoever has it reads the file without signing in, as things are by
        then. The newest ten work.
      </p>
      <Loaded query={links} outline={<Skeleton className="h-11" />}>
        {(items) =>
          items.length === 0 ? (
            <p className="text-muted">No link works at present.</p>
          ) : (
            <ul className="flex flex-col divide-y divide-line">
              {items.map(({ id, content, created_at, ends_at }) => (
                <li key={id} className="flex flex-wrap items-center gap-3 py-2">
                  <div className="min-w-0 flex-[1_1_12rem]">
                    <p>{inWords(content)}</p>
                    <p className="text-sm text-muted">
                      Made <Moment at={created_at} />, works until <Moment at={ends_at} />
                    </p>
                  </div>
                  <Button
                    kind="secondary"
                    aria-label={`End the link to: ${inWords(content)}`}
                    disabled={!isOnline}
                    busy={end.isPending && end.variables === id}
                    onClick={() => end.mutate(id)}
                  >
                    End
                  </Button>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Card>
  );
}

const formatNames: Readonly<Record<PlanExportFormat, string>> = {
  md: "Markdown",
  pdf: "PDF",
  csv: "spreadsheet",
  ics: "calendar",
};

function inWords(content: ExportContent): string {
  return content.what === "everything" ? "Everything" : `A plan as ${formatNames[content.format]}`;
}
