import type { ReactNode } from "react";

interface BarProps {
  /** How much of the whole, 0 to 1. */
  readonly share: number;
  /** The bar's own colour and height, where they are not the usual ones. */
  readonly className?: string;
}

/** A bar for the eye; the words beside it say the same. Its outline tells it from its ground where gold alone would not. */
export function Bar({ share, className = "h-3 bg-primary" }: BarProps) {
  return (
    <span aria-hidden className="block min-w-24 flex-1 overflow-hidden rounded-pill bg-soft">
      <span
        className={`block rounded-pill ${share > 0 ? "border border-control-line" : ""} ${className}`}
        style={{ width: `${100 * share}%` }}
      />
    </span>
  );
}

interface BarKeyProps {
  /** What it looks like. */
  readonly className: string;
  readonly children: ReactNode;
}

/** What a colour or a mark in bars means; for the eye, as the bars are. */
export function BarKey({ className, children }: BarKeyProps) {
  return (
    <span aria-hidden className="inline-flex items-center gap-2">
      <span className={`h-3 ${className}`} />
      <span>{children}</span>
    </span>
  );
}
