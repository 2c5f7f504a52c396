import { FieldFrame } from "../../components/ui/field.tsx";

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
  return (
    <FieldFrame label={label} help={help} error={error}>
      {(ties) => (
        <textarea
          {...ties}
          rows={rows}
          className="w-full rounded-control border border-control-line bg-surface p-3 aria-invalid:border-2 aria-invalid:border-danger"
          placeholder={placeholder}
          value={value}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </FieldFrame>
  );
}
