import type { ComponentProps } from "react";
import { FieldFrame } from "./field.tsx";

interface TextAreaProps extends ComponentProps<"textarea"> {
  readonly label: string;
  readonly help?: string | undefined;
  readonly error?: string | undefined;
}

/** A labelled text of several lines. */
export function TextArea({ label, help, error, rows = 5, ...rest }: TextAreaProps) {
  return (
    <FieldFrame label={label} help={help} error={error}>
      {(ties) => (
        <textarea
          {...ties}
          rows={rows}
          className="w-full rounded-control border border-control-line bg-surface p-3 aria-invalid:border-2 aria-invalid:border-danger"
          {...rest}
        />
      )}
    </FieldFrame>
  );
}
