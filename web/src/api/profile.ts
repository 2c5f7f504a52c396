import type { ClientProfile, ProfileInput } from "@alva/contracts/profile";
import { queryOptions, useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { say } from "../components/ui/toast.tsx";
import { sentenceOf } from "../sentence.ts";
import { apiClient } from "../session/clients.ts";
import { keys } from "./keys.ts";
import { useOneOperation } from "./one-operation.ts";

/** What asks for the newest version of the profile. */
export const profileQuery = queryOptions({
  queryKey: keys.profile,
  queryFn: () => apiClient().getProfile(),
});

export const useProfile = () => useQuery(profileQuery);

interface ProfileChange {
  readonly change: (profile: ClientProfile) => ProfileInput;
  /** Said when it is saved. */
  readonly sentence: string;
  /** What takes it back. */
  readonly undo?: (profile: ClientProfile) => ProfileInput;
  /** Whether a form asks, which tells of a refusal itself. */
  readonly isOfForm?: boolean;
}

/** Changes what no card asks for. A change is made to the newest version, or refused when another came between. */
export function useChangeProfile() {
  const queries = useQueryClient();
  const save = useMutation({
    mutationFn: async ({ change }: ProfileChange) => {
      const profile = await apiClient().getProfile();
      return apiClient().putProfile(change(profile), { ifVersion: profile.profile_version });
    },
    onSuccess: (_saved, { sentence, undo }) =>
      say({
        sentence,
        ...(undo && { undo: () => save.mutate({ change: undo, sentence: "It is as it was." }) }),
      }),
    onError: (error, { isOfForm = false }) => {
      if (!isOfForm) say({ sentence: sentenceOf(error), isProblem: true });
    },
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: keys.profile }),
        queries.invalidateQueries({ queryKey: keys.profileVersions }),
        // Cards show what the profile says.
        queries.invalidateQueries({ queryKey: keys.onboarding }),
      ]),
  });
  return save;
}

/** Adds a note. All tries of the same one are one operation, so that a repetition adds no second one. */
export function useAddNote() {
  const queries = useQueryClient();
  const operation = useOneOperation();
  return useMutation({
    mutationFn: (text: string) =>
      apiClient().addNote({ operation_id: operation.of(text).operation_id, text, source: "settings" }),
    onSuccess: () => {
      operation.end();
      say({ sentence: "The note is kept. It counts from your next plan on." });
    },
    // Nobody waits for these: the next note may be typed already.
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: keys.profile });
      void queries.invalidateQueries({ queryKey: keys.profileVersions });
    },
  });
}

const versionsAtOnce = 10;

/** Versions of the profile, newest first, page by page. */
export function useProfileVersions() {
  return useInfiniteQuery({
    queryKey: keys.profileVersions,
    initialPageParam: undefined,
    queryFn: ({ pageParam: cursor }: { readonly pageParam: string | undefined }) =>
      apiClient().listProfileVersions({ limit: versionsAtOnce, ...(cursor === undefined ? {} : { cursor }) }),
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
  });
}
