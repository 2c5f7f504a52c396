"use client";
import type { PlanExportFormat } from "@alva/contracts/export";
import { useMutation } from "@tanstack/react-query";
import { useDashboard } from "../api/dashboard.ts";
import { Button } from "../components/ui/button.tsx";
import { Card, SectionHeading } from "../components/ui/card.tsx";
import { Notice } from "../components/ui/notice.tsx";
import { apiClient } from "../session/clients.ts";
import { sentenceOf } from "../sentence.ts";
import { saveFile } from "./save-file.ts";

const formats: readonly { readonly format: PlanExportFormat; readonly label: string }[] = [
  { format: "md", label: "Markdown" },
  { format: "csv", label: "Spreadsheet (CSV)" },
  { format: "ics", label: "Calendar (ICS)" },
];

/** What a person can take away: the plan in several formats, and everything as one file. */
export function Export() {
  const { data: dashboard } = useDashboard();
  const save = useMutation({
    mutationFn: async (what: PlanExportFormat | "everything") => {
      if (what === "everything") return saveFile(await apiClient().exportEverything());
      if (dashboard) saveFile(await apiClient().exportPlan(dashboard.plan.id, what));
    },
  });
  return (
    <div className="flex max-w-2xl flex-col gap-6">
      {save.error && <Notice kind="problem">{sentenceOf(save.error)}</Notice>}
      <Card className="flex flex-col gap-3">
        <SectionHeading>Your plan</SectionHeading>
        {dashboard === null && <p className="text-muted">There is no plan yet.</p>}
        <div className="flex flex-wrap gap-3">
          {formats.map(({ format, label }) => (
            <Button
              key={format}
              kind="secondary"
              disabled={!dashboard}
              busy={save.isPending && save.variables === format}
              onClick={() => save.mutate(format)}
            >
              {label}
            </Button>
          ))}
        </div>
      </Card>
      <Card className="flex flex-col items-start gap-3">
        <SectionHeading>Everything</SectionHeading>
        <p>Profile, plans, tasks and logs in one ZIP file, readable without Alva.</p>
        <Button
          kind="secondary"
          busy={save.isPending && save.variables === "everything"}
          onClick={() => save.mutate("everything")}
        >
          Download everything
        </Button>
      </Card>
    </div>
  );
}
