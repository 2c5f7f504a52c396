import { type Upload, uploadsPerPerson } from "@alva/contracts/upload";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { say } from "../components/ui/toast.tsx";
import { sentenceOf } from "../sentence.ts";
import { apiClient } from "../session/clients.ts";
import { keys } from "./keys.ts";

/** The files that a person has uploaded, newest first; there are never more than fit one page. */
export function useUploads() {
  return useQuery({
    queryKey: keys.uploads,
    queryFn: async () => (await apiClient().listUploads({ limit: uploadsPerPerson })).items,
  });
}

/** Puts a file that has just arrived among the others. */
export function useAddToUploads() {
  const queries = useQueryClient();
  return (upload: Upload) =>
    queries.setQueryData<Upload[]>(keys.uploads, (known = []) => [
      upload,
      ...known.filter(({ id }) => id !== upload.id),
    ]);
}

/** Deletes a file for good. One that the profile still names stays, and the server says so. */
export function useDeleteUpload() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => apiClient().deleteUpload(id),
    onError: (error) => say({ sentence: sentenceOf(error), isProblem: true }),
    onSuccess: (_nothing, id) => {
      queries.setQueryData<Upload[]>(keys.uploads, (known) => known?.filter((upload) => upload.id !== id));
      say({ sentence: "The file is deleted." });
    },
    onSettled: () => queries.invalidateQueries({ queryKey: keys.uploads }),
  });
}
