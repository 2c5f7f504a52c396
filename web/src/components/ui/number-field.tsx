import { Field } from "./field.tsx";

interface NumberFieldProps {
  readonly label: string;
  readonly help?: string | undefined;
  readonly min: number;
  readonly max: number;
  /** As it was typed, so perhaps none that is allowed; NaN for what is not a number. */
  readonly value: number | undefined;
  readonly error: string | undefined;
  /** Undefined when the field is empty. Whether a number is allowed, the caller judges. */
  readonly onChange: (value: number | undefined) => void;
}

/** A number to type. */
export function NumberField({ value, onChange, ...rest }: NumberFieldProps) {
  return (
    <Field
      {...rest}
      type="number"
      inputMode="numeric"
      className="w-40"
      value={value === undefined || Number.isNaN(value) ? "" : value}
      onChange={({ target }) => {
        const isEmpty = target.value === "" && !target.validity.badInput;
        onChange(isEmpty ? undefined : target.valueAsNumber);
      }}
    />
  );
}
