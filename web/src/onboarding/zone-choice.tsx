"use client";
import { useId, useState } from "react";
import { Button } from "../components/ui/button.tsx";
import { ZoneSelect } from "../components/zone-select.tsx";
import { zoneInWords } from "../components/zones.ts";

interface ZoneChoiceProps {
  readonly zone: string;
  readonly onChoose: (zone: string) => void;
}

/** The time zone as it was detected or chosen, with a way to another: someone abroad works by the days at home. */
export function ZoneChoice({ zone, onChoose }: ZoneChoiceProps) {
  const id = useId();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <div className="flex w-full flex-col items-start gap-2">
      <p className="flex flex-wrap items-center gap-x-2 text-muted">
        Your time zone: {zoneInWords(zone)}
        <Button kind="text" aria-expanded={isOpen} aria-controls={id} onClick={() => setIsOpen(!isOpen)}>
          {isOpen ? "Done" : "Change"}
          <span className="sr-only"> the time zone</span>
        </Button>
      </p>
      <div id={id} hidden={!isOpen} className="flex w-full flex-col items-start gap-2">
        {isOpen && <ZoneSelect zone={zone} chosen={zone} onChoose={onChoose} />}
      </div>
    </div>
  );
}
