import { useId } from "react";
import { FieldProblem } from "../../components/ui/field.tsx";

interface TextAreaProps {
  readonly label: string;
  readonly help?: string | undefined;
  readonly value: string;
  readonly placeholder?: string | undefined;
  readonly error?: string | undefined;
  /** Lines in view; 5 when nothing is said. */
  readonly rows?: number;
  readonly onChange: (value: string) => void;
}

/** Several lines of text. */
export function TextArea({ label, help, value, placeholder, error, rows = 5, onChange }: TextAreaProps) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-sm font-semibold">
        {label}
      </label>
      <textarea
        id={id}
        rows={rows}
        className="w-full rounded-control border border-control-line bg-surface p-3 aria-invalid:border-2 aria-invalid:border-danger"
        aria-invalid={error !== undefined}
        aria-describedby={`${id}-help ${id}-error`}
        placeholder={placeholder}
        value={value}
        onChange={({ target }) => onChange(target.value)}
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
