"use client";
import { onlineManager, QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { ProblemError } from "@alva/contracts/problem-error";
import { type ReactNode, useEffect, useMemo } from "react";
import { useSession } from "./session.ts";

// It takes every page for connected until it hears otherwise; one that is opened offline must neither ask nor miss the reconnection.
if (typeof window !== "undefined") onlineManager.setOnline(navigator.onLine);

const loadKeeping = () => import("../offline/keep-account.ts");

/** What the pages behind the sign-in stand on: the server's answers, and what this device keeps of them. */
export function Providers({ children }: { readonly children: ReactNode }) {
  const account = useSession((session) => (session.state === "signed_in" ? session.account : undefined));
  const accountId = account?.id;
  const queries = useMemo(() => queriesOf(accountId), [accountId]);
  // While it is found out whose session this is.
  useEffect(() => void loadKeeping().catch(() => undefined), []);
  useEffect(() => {
    if (account === undefined) return undefined;
    let isOver = false;
    let end: (() => void) | undefined;
    // Nothing is shown before it has begun: what could not be loaded is loaded with the connection.
    const begin = async () => {
      const keeping = await loadKeeping().catch(() => undefined);
      if (!isOver) end ??= keeping?.keepAccount(account, queries);
    };
    const tryToBegin = () => void begin();
    tryToBegin();
    window.addEventListener("online", tryToBegin);
    return () => {
      isOver = true;
      window.removeEventListener("online", tryToBegin);
      end?.();
    };
  }, [queries, account]);
  return <QueryClientProvider client={queries}>{children}</QueryClientProvider>;
}

let inUse: { readonly accountId: string | undefined; readonly queries: QueryClient } | undefined;

/**
 * The same answers for all pages of this tab, wherever this frame is mounted anew: what one page changed, another shows. Nothing of
 * one account reaches the next, nor stays after signing out.
 */
function queriesOf(accountId: string | undefined): QueryClient {
  if (inUse === undefined || inUse.accountId !== accountId) inUse = { accountId, queries: createQueries() };
  return inUse.queries;
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
