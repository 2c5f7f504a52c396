"use client";
import { useEffect, useState } from "react";
import { deviceStore, type Owner } from "./device-store.ts";

/** Whose work this device keeps; undefined until that is read. */
export function useOwner(): Owner | undefined {
  const [owner, setOwner] = useState<Owner>();
  useEffect(() => void deviceStore.owner().then(setOwner), []);
  return owner;
}
