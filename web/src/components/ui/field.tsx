import { CircleAlert } from "lucide-react";
import { type ComponentProps, useId } from "react";
import { classNames } from "./class-names.ts";

interface FieldProps extends ComponentProps<"input"> {
  readonly label: string;
  readonly help?: string;
  readonly error?: string | undefined;
}

/** A labelled line of input; its help and error are read out with it. */
export function Field({ label, help, error, className, ...rest }: FieldProps) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-sm font-semibold">
        {label}
      </label>
      <input
        id={id}
        aria-invalid={error !== undefined}
        aria-describedby={`${id}-help ${id}-error`}
        className={classNames(
          "h-11 w-full rounded-control border border-control-line bg-surface px-3 text-text aria-invalid:border-2 aria-invalid:border-danger",
          className,
        )}
        {...rest}
      />
      {help !== undefined && (
        <p id={`${id}-help`} className="text-sm text-muted">
          {help}
        </p>
      )}
      <FieldProblem id={`${id}-error`} problem={error} />
    </div>
  );
}

/** Where a field says what is wrong with it; always in the page, so that screen readers hear it change. */
export function FieldProblem({ id, problem }: { readonly id: string; readonly problem: string | undefined }) {
  return (
    <p id={id} role="alert" className="flex items-start gap-1 text-sm text-danger empty:hidden">
      {problem !== undefined && (
        <>
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          {problem}
        </>
      )}
    </p>
  );
}
