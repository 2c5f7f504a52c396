"use client";
import { useId } from "react";
import { Button } from "./ui/button.tsx";
import { zoneHere, zoneInWords, zonesWith } from "./zones.ts";

interface ZoneSelectProps {
  /** The zone that counts already, by whatever name this browser knows it. */
  readonly zone: string;
  readonly chosen: string;
  readonly onChoose: (zone: string) => void;
}

/** One of the world's time zones, and a short way to this device's. */
export function ZoneSelect({ zone, chosen, onChoose }: ZoneSelectProps) {
  const id = useId();
  const here = zoneHere();
  return (
    <>
      <div className="flex w-full max-w-md flex-col gap-1">
        <label htmlFor={id} className="text-sm font-semibold">
          Your time zone
        </label>
        <select
          id={id}
          className="h-11 w-full rounded-control border border-control-line bg-surface px-3"
          value={chosen}
          onChange={({ target }) => onChoose(target.value)}
        >
          {zonesWith(zone, here).map((one) => (
            <option key={one} value={one}>
              {zoneInWords(one)}
            </option>
          ))}
        </select>
      </div>
      {here !== chosen && (
        <Button kind="text" onClick={() => onChoose(here)}>
          Use this device's: {zoneInWords(here)}
        </Button>
      )}
    </>
  );
}
