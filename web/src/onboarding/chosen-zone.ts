import { useState } from "react";
import { zoneHere } from "../components/zones.ts";

const key = "alva.zone";

/**
 * The time zone that the first plan will have: the one chosen on this device, else the device's own. A profile keeps it from then
 * on; before there is one, nothing else does.
 */
export function useChosenZone() {
  const [zone, setZone] = useState(() => localStorage.getItem(key) ?? zoneHere());
  return {
    zone,
    chooseZone: (next: string) => {
      localStorage.setItem(key, next);
      setZone(next);
    },
  };
}

/** Leaves nothing of it on a device where nobody is signed in. */
export function forgetChosenZone(): void {
  localStorage.removeItem(key);
}
