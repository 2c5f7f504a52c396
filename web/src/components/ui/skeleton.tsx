import { classNames } from "./class-names.ts";

/** A place where something will be. */
export function Skeleton({ className }: { readonly className?: string }) {
  return (
    <div
      aria-hidden
      className={classNames("animate-pulse rounded-card bg-soft motion-reduce:animate-none", className)}
    />
  );
}
