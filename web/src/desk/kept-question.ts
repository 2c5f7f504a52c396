import { deviceStore } from "../offline/device-store.ts";

const key = "question";

/** The message that this account began on this device and that no answer has been begun to; empty when there is none. */
export async function readKeptQuestion(accountId: string): Promise<string> {
  const kept = await deviceStore.read(accountId, key);
  return typeof kept === "string" ? kept : "";
}

/** Keeps it for as long as the account owns this device; an empty one is none. */
export function keepQuestion(accountId: string, text: string): Promise<void> {
  return deviceStore.update(accountId, key, () => text);
}
