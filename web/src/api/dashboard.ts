import { ProblemError } from "@alva/contracts/problem-error";
import { useQuery } from "@tanstack/react-query";
import { apiClient } from "../session/clients.ts";
import { useSession } from "../session/session.ts";
import { keys } from "./keys.ts";

/** What the home page shows; null while there is no plan in use. */
export function useDashboard() {
  const isSignedIn = useSession(({ state }) => state === "signed_in");
  return useQuery({
    queryKey: keys.dashboard,
    enabled: isSignedIn,
    queryFn: () => apiClient().getDashboard().catch(nullWhenMissing),
  });
}

/** Turns "there is none" into a value; every other refusal stays one. */
export function nullWhenMissing(error: unknown): null {
  if (error instanceof ProblemError && error.code === "not_found") return null;
  throw error;
}
