import type { ReactNode } from "react";
import { LoadProblem } from "./load-problem.tsx";
import { Loading } from "./loading.tsx";

interface LoadedProps<Data> {
  /** A query of TanStack's. */
  readonly query: {
    readonly data: Data | undefined;
    readonly error: Error | null;
    readonly refetch: () => Promise<unknown>;
  };
  readonly outline?: ReactNode;
  readonly children: (data: Data) => ReactNode;
}

/**
 * What a query found. What is known is shown, also while nothing newer is to be had; only without it there is its outline, or why
 * it could not be loaded.
 */
export function Loaded<Data>({ query: { data, error, refetch }, outline, children }: LoadedProps<Data>) {
  if (data !== undefined) return children(data);
  const retry = () => void refetch();
  return error ? <LoadProblem error={error} retry={retry} /> : <Loading outline={outline} retry={retry} />;
}
