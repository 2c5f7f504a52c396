import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";

/** A white card on the page. */
export function Card({ className, ...rest }: ComponentProps<"section">) {
  return (
    <section
      className={classNames("rounded-card border border-line bg-surface p-5 shadow-card", className)}
      {...rest}
    />
  );
}

/** A section's heading: dark text with a gold bar at its left, since gold text cannot be read. */
export function SectionHeading({ className, ...rest }: ComponentProps<"h2">) {
  return (
    <h2 className={classNames("border-l-4 border-primary pl-3 text-lg font-bold", className)} {...rest} />
  );
}
