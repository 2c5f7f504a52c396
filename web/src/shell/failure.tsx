"use client";
import { useEffect, useRef } from "react";
import { Button } from "../components/ui/button.tsx";
import { referenceOf } from "./reference.ts";

interface FailureProps {
  readonly error: Error & { readonly digest?: string };
  /** Draws the page once more. */
  readonly retry: () => void;
}

/** What is shown in the place of a page that broke: what happened, what is safe, what to do next. */
export function Failure({ error, retry }: FailureProps) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <div className="flex max-w-xl flex-col items-start gap-4 pt-6">
      <h1 ref={title} tabIndex={-1} className="text-[26px] font-bold outline-none">
        This page broke
      </h1>
      <p role="alert">
        That is a fault of mine. What you entered is kept. Please try again; if it breaks once more, reload
        the page, which also gets the newest version.
      </p>
      <div className="flex flex-wrap gap-3">
        <Button onClick={retry}>Try again</Button>
        <Button kind="secondary" onClick={() => location.reload()}>
          Reload the page
        </Button>
      </div>
      <p className="text-sm text-muted">Reference {referenceOf(error)}</p>
    </div>
  );
}
