import { cva, type VariantProps } from "class-variance-authority";
import { Slot } from "radix-ui";
import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";

const look = cva(
  "inline-flex min-h-11 items-center justify-center gap-2 rounded-control px-4 font-semibold transition-colors disabled:cursor-not-allowed disabled:opacity-60 aria-disabled:cursor-not-allowed aria-disabled:opacity-60",
  {
    variants: {
      kind: {
        // The edge is seen where a system that chooses its own colours takes the fill away.
        primary:
          "min-h-12 border border-transparent bg-primary text-on-primary hover:bg-primary-hover active:bg-primary-active",
        secondary: "border border-control-line bg-surface text-text hover:bg-soft",
        text: "px-2 text-link underline-offset-4 hover:underline",
        destructive: "border border-danger bg-surface text-danger hover:bg-soft",
      },
    },
    defaultVariants: { kind: "primary" },
  },
);

interface ButtonProps extends ComponentProps<"button">, VariantProps<typeof look> {
  /** Keeps its width and the focus, shows a spinner and takes no presses. */
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
  disabled = false,
  onClick,
  ...rest
}: ButtonProps) {
  if (asChild) {
    return (
      <Slot.Root className={classNames(look({ kind }), className)} onClick={onClick} {...rest}>
        {children}
      </Slot.Root>
    );
  }
  return (
    <button
      type="button"
      className={classNames(look({ kind }), "relative", className)}
      // A browser takes the focus from what is disabled, and whoever hears the page would not know where they are.
      disabled={disabled && !busy}
      aria-disabled={busy}
      aria-busy={busy}
      onClick={busy ? (event) => event.preventDefault() : onClick}
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
