import type { ComponentProps } from "react";
import { Slider } from "../components/ui/slider.tsx";
import { CountedNumber } from "./counted-number.tsx";

interface SlidNumberProps extends Omit<ComponentProps<typeof CountedNumber>, "min"> {
  /** What a value is called. */
  readonly nameOf: (value: number) => string;
  /** How far the slider reaches; more can be typed. */
  readonly slidesTo?: number;
  readonly step?: number;
}

/** A number from 0 up that a page counts with, to slide or to type. */
export function SlidNumber({ nameOf, slidesTo, step = 1, ...rest }: SlidNumberProps) {
  const { label, max, value, onChange } = rest;
  return (
    <div className="flex flex-col gap-4">
      <Slider
        label={label}
        min={0}
        max={slidesTo ?? max}
        step={step}
        value={value}
        nameOf={nameOf}
        onChange={onChange}
      />
      <CountedNumber {...rest} min={0} />
    </div>
  );
}
