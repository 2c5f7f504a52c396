import { ChevronDown } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names.ts";

interface DisclosureProps extends ComponentProps<"details"> {
  /** What is seen while it is closed. */
  readonly summary: ReactNode;
}

/** Something to open for more, with an arrow that says so. */
export function Disclosure({ summary, children, className, ...rest }: DisclosureProps) {
  return (
    <details className={classNames("group/disclosure", className)} {...rest}>
      <summary className="flex min-h-12 cursor-pointer list-none items-center gap-3 py-1 [&::-webkit-details-marker]:hidden">
        <span className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-1">{summary}</span>
        <ChevronDown aria-hidden className="size-5 shrink-0 group-open/disclosure:rotate-180" />
      </summary>
      {children}
    </details>
  );
}
