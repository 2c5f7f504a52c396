import { CircleAlert } from "lucide-react";
import { type ComponentProps, createContext, type ReactNode, useContext, useId } from "react";
import { classNames } from "./class-names.ts";

interface FieldFrameProps {
  readonly label: string;
  readonly help?: string | undefined;
  readonly error?: string | undefined;
  /** Draws the control, with what ties it to its label, help and error. */
  readonly children: (ties: {
    readonly id: string;
    readonly "aria-invalid": boolean;
    readonly "aria-describedby": string;
  }) => ReactNode;
}

/** A label above a control, its help and what is wrong with it below; all are read out with it. */
export function FieldFrame({ label, help, error, children }: FieldFrameProps) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-sm font-semibold">
        {label}
      </label>
      {children({
        id,
        "aria-invalid": error !== undefined,
        "aria-describedby": `${id}-help ${id}-error`,
      })}
      {help !== undefined && (
        <p id={`${id}-help`} className="text-sm text-muted">
          {help}
        </p>
      )}
      <FieldProblem id={`${id}-error`} problem={error} />
    </div>
  );
}

interface FieldProps extends ComponentProps<"input"> {
  readonly label: string;
  readonly help?: string | undefined;
  readonly error?: string | undefined;
}

/** A labelled line of input. */
export function Field({ label, help, error, className, ...rest }: FieldProps) {
  return (
    <FieldFrame label={label} help={help} error={error}>
      {(ties) => (
        <input
          {...ties}
          className={classNames(
            "h-11 w-full rounded-control border border-control-line bg-surface px-3 text-text aria-invalid:border-2 aria-invalid:border-danger",
            className,
          )}
          {...rest}
        />
      )}
    </FieldFrame>
  );
}

/**
 * Whether the form leads to what is wrong with it: the focus goes to the first such field, which is read out with its problem. Then
 * the problems do not speak up by themselves as well.
 */
export const LeadsToProblems = createContext(false);

/** Where a field says what is wrong with it; always in the page, so that screen readers hear it change. */
export function FieldProblem({ id, problem }: { readonly id: string; readonly problem: string | undefined }) {
  const isLedTo = useContext(LeadsToProblems);
  return (
    <p
      id={id}
      role={isLedTo ? undefined : "alert"}
      className="flex items-start gap-1 text-sm text-danger empty:hidden"
    >
      {problem !== undefined && (
        <>
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          {problem}
        </>
      )}
    </p>
  );
}
