"use client";
import type { ExportContent } from "@alva/contracts/export";
import { useMutation } from "@tanstack/react-query";
import { useMakeExportLink } from "../api/export-links.ts";
import { apiClient } from "../session/clients.ts";
import { saveFile } from "./save-file.ts";

/** Has links to files made and hands each file to the browser, one at a time. */
export function useExport() {
  const file = useMutation({
    mutationFn: (address: string) => apiClient().readExport(address),
    onSuccess: saveFile,
  });
  const link = useMakeExportLink({ onMade: file.mutate });
  const isBusy = link.isPending || file.isPending;
  function start(content: ExportContent): void {
    file.reset();
    link.mutate(content);
  }
  /** A file that could not be read is read at the link that was made for it. */
  function retry(): void {
    if (link.data) file.mutate(link.data.address);
    else if (link.variables) link.mutate(link.variables);
  }
  return {
    start,
    retry,
    isBusy,
    /** What is being made. */
    making: isBusy ? link.variables : undefined,
    link: link.data,
    file: file.data,
    error: link.error ?? file.error,
  };
}
