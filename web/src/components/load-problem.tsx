"use client";
import { sentenceOf } from "../sentence.ts";
import { Button } from "./ui/button.tsx";
import { Notice } from "./ui/notice.tsx";
import { Waiting } from "./ui/waiting.tsx";
import { useLimit } from "./use-limit.ts";

/** Says that something could not be loaded, and offers to try again, as soon as that is allowed. */
export function LoadProblem({ error, retry }: { readonly error: unknown; readonly retry: () => void }) {
  const limit = useLimit(error);
  return (
    <Notice kind="problem">
      <p>{sentenceOf(error)}</p>
      <Button kind="secondary" className="mt-3" disabled={limit !== undefined} onClick={retry}>
        Try again
      </Button>
      {limit !== undefined && <Waiting className="mt-2">{limit}</Waiting>}
    </Notice>
  );
}
