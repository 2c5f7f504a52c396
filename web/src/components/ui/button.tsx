import { cva, type VariantProps } from "class-variance-authority";
import { Slot } from "radix-ui";
import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";

const look = cva(
  "inline-flex min-h-11 items-center justify-center gap-2 rounded-control px-4 font-semibold transition-colors disabled:cursor-not-allowed disabled:opacity-60 aria-disabled:opacity-60",
  {
    variants: {
      kind: {
        primary: "min-h-12 bg-primary text-on-primary hover:bg-primary-hover active:bg-primary-active",
        secondary: "border border-control-line bg-surface text-text hover:bg-soft",
        text: "px-2 text-link underline-offset-4 hover:underline",
        destructive: "border border-danger bg-surface text-danger hover:bg-soft",
      },
    },
    defaultVariants: { kind: "primary" },
  },
);

interface ButtonProps extends ComponentProps<"button">, VariantProps<typeof look> {
  /** Keeps its width, shows a spinner and takes no presses. */
  readonly busy?: boolean;
  /** Gives its look to its one child, a link say. */
  readonly asChild?: boolean;
}

/** A button as the specification draws it (product specification, section 3). */
export function Button({
  kind,
  busy = false,
  asChild = false,
  className,
  children,
  disabled,
  ...rest
}: ButtonProps) {
  if (asChild) {
    return (
      <Slot.Root className={classNames(look({ kind }), className)} {...rest}>
        {children}
      </Slot.Root>
    );
  }
  return (
    <button
      type="button"
      className={classNames(look({ kind }), "relative", className)}
      disabled={disabled === true || busy}
      aria-busy={busy}
      {...rest}
    >
      {/* What it does is still said by a screen reader. */}
      <span className={busy ? "inline-flex items-center gap-2 opacity-0" : "contents"}>{children}</span>
      {busy && <Spinner />}
    </button>
  );
}

function Spinner() {
  return (
    <span
      aria-hidden
      className="absolute size-5 animate-spin rounded-full border-2 border-current border-t-transparent motion-reduce:animate-pulse"
    />
  );
}
