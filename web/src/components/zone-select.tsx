"use client";
import { Button } from "./ui/button.tsx";
import { Select } from "./ui/select.tsx";
import { zoneHere, zoneInWords, zonesWith } from "./zones.ts";

interface ZoneSelectProps {
  /** The zone that counts already, by whatever name this browser knows it. */
  readonly zone: string;
  readonly chosen: string;
  readonly onChoose: (zone: string) => void;
}

/** One of the world's time zones, and a short way to this device's. */
export function ZoneSelect({ zone, chosen, onChoose }: ZoneSelectProps) {
  const here = zoneHere();
  return (
    <>
      <div className="w-full max-w-md">
        <Select label="Your time zone" value={chosen} onChange={({ target }) => onChoose(target.value)}>
          {zonesWith(zone, here).map((one) => (
            <option key={one} value={one}>
              {zoneInWords(one)}
            </option>
          ))}
        </Select>
      </div>
      {here !== chosen && (
        <Button kind="text" onClick={() => onChoose(here)}>
          Use this device's: {zoneInWords(here)}
        </Button>
      )}
    </>
  );
}
