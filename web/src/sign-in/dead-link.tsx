import type { ReactNode } from "react";

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
      <h1 className="text-[26px] font-bold">{title}</h1>
      <p role="alert">{sentence}</p>
      {children}
    </div>
  );
}
