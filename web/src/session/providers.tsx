"use client";
import { QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { ProblemError } from "@alva/contracts/problem-error";
import { type ReactNode, useEffect, useState } from "react";
import { Toaster } from "sonner";
import { keepAccount } from "../offline/keep-account.ts";
import { followSession, useSession } from "./session.ts";

/** What every page stands on: the session, the server's answers, and the place where short messages appear. */
export function Providers({ children }: { readonly children: ReactNode }) {
  const [queries] = useState(createQueries);
  const account = useSession((session) => (session.state === "signed_in" ? session.account : undefined));
  useEffect(followSession, []);
  useEffect(() => (account === undefined ? undefined : keepAccount(account, queries)), [queries, account]);
  return (
    <QueryClientProvider client={queries}>
      {children}
      {/* Above what phones keep at the bottom of the page: the tabs, and a card's buttons. */}
      <Toaster
        position="bottom-left"
        visibleToasts={3}
        mobileOffset={{ bottom: "88px" }}
        toastOptions={{ unstyled: true }}
      />
    </QueryClientProvider>
  );
}

function createQueries(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache(),
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        // What is no longer shown stays, so that it can be read offline.
        gcTime: 24 * 3_600_000,
        retry: (failures, error) => failures < 2 && isPassing(error),
      },
    },
  });
}

/** Whether asking again may help. */
function isPassing(error: unknown): boolean {
  return (
    !(error instanceof ProblemError) || error.code === "dependency_unavailable" || error.code === "internal"
  );
}
