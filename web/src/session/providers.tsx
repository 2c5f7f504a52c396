"use client";
import { QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { ProblemError } from "@alva/contracts/problem-error";
import { type ReactNode, useEffect, useState } from "react";
import { Toaster } from "sonner";
import { followSession, useSession, useSessionEnd } from "./session.ts";

/** What every page stands on: the session, the server's answers, and the place where short messages appear. */
export function Providers({ children }: { readonly children: ReactNode }) {
  const [queries] = useState(createQueries);
  const account = useSession((session) => (session.state === "signed_in" ? session.account.id : undefined));
  useEffect(followSession, []);
  // What one person loaded must not be shown to the next.
  useEffect(() => () => queries.clear(), [queries, account]);
  const { hasEnded } = useSessionEnd();
  useEffect(() => {
    if (!hasEnded) return undefined;
    // What failed for want of a session is asked for again once there is one.
    return () => void queries.invalidateQueries();
  }, [queries, hasEnded]);
  return (
    <QueryClientProvider client={queries}>
      {children}
      <Toaster
        position="bottom-left"
        visibleToasts={3}
        toastOptions={{ unstyled: true }}
        // Above the tabs of a phone.
        mobileOffset={{ bottom: "calc(4.5rem + env(safe-area-inset-bottom))" }}
      />
    </QueryClientProvider>
  );
}

function createQueries(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache(),
    defaultOptions: {
      queries: { staleTime: 15_000, retry: (failures, error) => failures < 2 && isPassing(error) },
    },
  });
}

/** Whether asking again may help. */
function isPassing(error: unknown): boolean {
  return (
    !(error instanceof ProblemError) || error.code === "dependency_unavailable" || error.code === "internal"
  );
}
