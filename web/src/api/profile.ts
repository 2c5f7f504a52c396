import { useQuery } from "@tanstack/react-query";
import { apiClient } from "../session/clients.ts";
import { keys } from "./keys.ts";

/** The newest version of the profile. */
export function useProfile() {
  return useQuery({ queryKey: keys.profile, queryFn: () => apiClient().getProfile() });
}
