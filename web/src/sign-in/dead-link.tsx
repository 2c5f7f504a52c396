import type { ReactNode } from "react";
import { PageTitle } from "../components/ui/page-title.tsx";

interface DeadLinkProps {
  readonly title: string;
  readonly sentence: string;
  /** What helps instead. */
  readonly children?: ReactNode;
}

/** A link that does not work, and what to do now. */
export function DeadLink({ title, sentence, children }: DeadLinkProps) {
  return (
    <div className="flex max-w-xl flex-col gap-4 pt-6">
      <PageTitle>{title}</PageTitle>
      <p role="alert">{sentence}</p>
      {children}
    </div>
  );
}
