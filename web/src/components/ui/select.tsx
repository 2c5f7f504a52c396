import type { ComponentProps } from "react";
import { FieldFrame } from "./field.tsx";

interface SelectProps extends ComponentProps<"select"> {
  readonly label: string;
  readonly error?: string | undefined;
}

/** A labelled list, closed until it is asked for, of which one entry is chosen. */
export function Select({ label, error, ...rest }: SelectProps) {
  return (
    <FieldFrame label={label} error={error}>
      {(ties) => (
        <select
          {...ties}
          className="h-11 w-full rounded-control border border-control-line bg-surface px-3"
          {...rest}
        />
      )}
    </FieldFrame>
  );
}
