import type { ExportContent, ExportLink } from "@alva/contracts/export";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { say } from "../components/ui/toast.tsx";
import { sentenceOf } from "../sentence.ts";
import { apiClient } from "../session/clients.ts";
import { keys } from "./keys.ts";

/** The links to exports that work, newest first, without their addresses. */
export function useExportLinks() {
  return useQuery({
    queryKey: keys.exportLinks,
    queryFn: async () => (await apiClient().listExportLinks()).items,
  });
}

/** Makes a link. Its address is answered once and lives in this mutation alone. */
export function useMakeExportLink({ onMade }: { readonly onMade: (address: string) => void }) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (content: ExportContent) => apiClient().makeExportLink(content),
    onSuccess: ({ address, ...link }) => {
      queries.setQueryData<ExportLink[]>(keys.exportLinks, (known = []) => [link, ...known]);
      onMade(address);
    },
    // One more may have ended the oldest.
    onSettled: () => void queries.invalidateQueries({ queryKey: keys.exportLinks }),
  });
}

/** Ends a link at once. One that has ended by itself is found to be gone. */
export function useEndExportLink() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => apiClient().endExportLink(id),
    onError: (error) => say({ sentence: sentenceOf(error), isProblem: true }),
    onSuccess: (_nothing, id) => {
      queries.setQueryData<ExportLink[]>(keys.exportLinks, (known) =>
        known?.filter((link) => link.id !== id),
      );
      say({ sentence: "The link has ended. Nobody finds anything there any more." });
    },
    onSettled: () => queries.invalidateQueries({ queryKey: keys.exportLinks }),
  });
}
