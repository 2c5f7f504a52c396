"use client";
import { Slider as Radix } from "radix-ui";
import { type KeyboardEvent, useId } from "react";
import { classNames } from "./class-names.ts";
import { FieldProblem } from "./field.tsx";

interface Stop {
  readonly label: string;
  /** The values that it stands for, both ends included. */
  readonly from: number;
  readonly to: number;
  /** The value that pressing it chooses. */
  readonly at: number;
}

interface SliderProps {
  readonly label: string;
  readonly min: number;
  readonly max: number;
  readonly step?: number;
  /** Undefined before the first choice. */
  readonly value: number | undefined;
  /** What a value is called: "5 hours, Light Touch". */
  readonly nameOf: (value: number) => string;
  /** More about a value, which is read out when it becomes another. */
  readonly aboutOf?: (value: number) => string;
  /** Shown under it, the current one highlighted. */
  readonly stops?: readonly Stop[];
  readonly error?: string | undefined;
  readonly onChange: (value: number) => void;
}

const stepsOfPageKeys = 5;
/** What chooses the lowest value, where the thumb already is before the first choice. */
const lowestKeys = ["Home", "ArrowLeft", "ArrowDown", " ", "Enter"];

/** A slider with its value in words. Radix tells of changes only, so the choice of where the thumb is already is told here. */
export function Slider({
  label,
  min,
  max,
  step = 1,
  value,
  nameOf,
  aboutOf,
  stops = [],
  error,
  onChange,
}: SliderProps) {
  const id = useId();
  const isChosen = value !== undefined;
  const place = within(value ?? min);
  const words = isChosen ? nameOf(place) : "Not chosen yet";

  function within(wished: number): number {
    return Math.min(max, Math.max(min, wished));
  }

  function onKeyDown(event: KeyboardEvent): void {
    const next = afterKey(event.key);
    if (next === undefined) return;
    event.preventDefault();
    onChange(next);
  }

  function afterKey(key: string): number | undefined {
    if (key === "PageUp") return within(place + stepsOfPageKeys * step);
    if (key === "PageDown") return within(place - stepsOfPageKeys * step);
    return !isChosen && lowestKeys.includes(key) ? min : undefined;
  }

  return (
    <div className="flex flex-col gap-3">
      <p className="font-semibold" aria-hidden>
        {words}
      </p>
      {isChosen && aboutOf && (
        <p id={`${id}-about`} className="text-sm text-muted">
          {aboutOf(place)}
        </p>
      )}
      <Radix.Root
        data-keeps-swipes
        className="relative flex h-11 w-full touch-none items-center select-none"
        min={min}
        max={max}
        step={step}
        value={[place]}
        onValueChange={([next]) => next !== undefined && onChange(next)}
        onKeyDown={onKeyDown}
        // A press has ended, wherever it began on the slider.
        onLostPointerCapture={() => !isChosen && onChange(min)}
      >
        <Radix.Track className="relative h-2 grow rounded-pill border border-control-line bg-soft">
          <Radix.Range className="absolute h-full rounded-pill bg-primary" />
        </Radix.Track>
        <Radix.Thumb
          aria-label={label}
          aria-valuetext={words}
          aria-invalid={error !== undefined}
          aria-describedby={`${id}-about ${id}-error`}
          className="grid size-11 place-items-center rounded-full"
        >
          <span
            className={classNames(
              // The thumb itself is pressed: Radix takes a press on anything else for one on the track below.
              "pointer-events-none size-6 rounded-full border-2",
              isChosen ? "border-[#1f1f1f] bg-primary" : "border-dashed border-control-line bg-surface",
            )}
          />
        </Radix.Thumb>
      </Radix.Root>
      {stops.length > 0 && (
        // For who points: the slider itself says all of it to screen readers, and keys reach every value.
        <div aria-hidden className="grid grid-cols-2 gap-2 min-[30rem]:grid-cols-4">
          {stops.map((stop) => (
            <button
              key={stop.at}
              type="button"
              tabIndex={-1}
              aria-pressed={isChosen && place >= stop.from && place <= stop.to}
              className="min-h-11 rounded-pill border-2 border-transparent bg-soft px-2 text-sm aria-pressed:border-[#1f1f1f] aria-pressed:bg-primary aria-pressed:font-semibold aria-pressed:text-on-primary"
              onClick={() => onChange(stop.at)}
            >
              {stop.label}
            </button>
          ))}
        </div>
      )}
      <FieldProblem id={`${id}-error`} problem={error} />
    </div>
  );
}
