import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

interface WaitingProps {
  readonly children: ReactNode;
  readonly className?: string;
}

/** How long something is not possible, counting down. In a notice, which is read out when it changes, no second of it is. */
export function Waiting({ children, className }: WaitingProps) {
  return (
    <p aria-live="off" className={classNames("text-sm text-muted", className)}>
      {children}
    </p>
  );
}
