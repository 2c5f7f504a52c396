"use client";
import { LoadProblem } from "./load-problem.tsx";
import { Button } from "./ui/button.tsx";
import { useOnline } from "./ui/online.ts";

interface ShowMoreProps {
  /** An infinite query of TanStack's. */
  readonly query: {
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly isFetchNextPageError: boolean;
    readonly error: Error | null;
    readonly fetchNextPage: () => Promise<unknown>;
  };
  readonly children: string;
}

/** The way to what comes after the pages that are shown; nothing when they are all. */
export function ShowMore({ query, children }: ShowMoreProps) {
  const isOnline = useOnline();
  const fetchNext = () => void query.fetchNextPage();
  if (query.isFetchNextPageError) return <LoadProblem error={query.error} retry={fetchNext} />;
  if (!query.hasNextPage) return null;
  return (
    <>
      <Button
        kind="secondary"
        className="self-start"
        busy={query.isFetchingNextPage && isOnline}
        disabled={!isOnline}
        onClick={fetchNext}
      >
        {children}
      </Button>
      {!isOnline && (
        <p className="text-sm text-muted">You're offline. The rest can be read when you are back.</p>
      )}
    </>
  );
}
