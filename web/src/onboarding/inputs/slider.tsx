"use client";
import { Slider as Radix } from "radix-ui";
import { Field } from "../../components/ui/field.tsx";

interface SliderProps {
  readonly label: string;
  readonly min: number;
  readonly max: number;
  readonly step?: number;
  /** Undefined before the first choice. */
  readonly value: number | undefined;
  /** What a value is called: "5 hours, Light Touch". */
  readonly nameOf: (value: number) => string;
  /** Whether a number can be typed beside it. */
  readonly typed: boolean;
  readonly onChange: (value: number) => void;
}

/** A slider with its value in words, and a field beside it for who would rather type. */
export function Slider({ label, min, max, step = 1, value, nameOf, typed, onChange }: SliderProps) {
  return (
    <div className="flex flex-col gap-4">
      <p className="font-semibold" aria-hidden>
        {value === undefined ? "Not chosen yet" : nameOf(value)}
      </p>
      <Radix.Root
        className="relative flex h-11 w-full touch-none items-center select-none"
        min={min}
        max={max}
        step={step}
        value={[value ?? min]}
        onValueChange={([next]) => next !== undefined && onChange(next)}
      >
        <Radix.Track className="relative h-2 grow rounded-pill border border-control-line bg-soft">
          <Radix.Range className="absolute h-full rounded-pill bg-primary" />
        </Radix.Track>
        <Radix.Thumb
          aria-label={label}
          aria-valuetext={value === undefined ? "Not chosen yet" : nameOf(value)}
          className="grid size-11 place-items-center rounded-full"
        >
          <span className="size-6 rounded-full border-2 border-[#1f1f1f] bg-primary" />
        </Radix.Thumb>
      </Radix.Root>
      {typed && (
        <Field
          label={label}
          type="number"
          inputMode="numeric"
          className="w-28"
          min={min}
          max={max}
          value={value ?? ""}
          onChange={({ target }) => {
            const next = target.valueAsNumber;
            if (Number.isInteger(next) && next >= min && next <= max) onChange(next);
          }}
        />
      )}
    </div>
  );
}
