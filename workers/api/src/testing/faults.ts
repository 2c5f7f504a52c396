import { bindings } from "./bindings.ts";

/** Has a stand-in fail, as its fault says. */
export async function addFault(standIn: string, fault: object): Promise<void> {
  await fetch(`${standIn}/_stand-in/faults`, { method: "POST", body: JSON.stringify(fault) });
}

/** Ends all faults of the database and of QStash. */
export async function bringBack(): Promise<void> {
  const standIns = [bindings.NEON_URL, bindings.QSTASH_URL];
  await Promise.all(standIns.map((standIn) => fetch(`${standIn}/_stand-in/faults`, { method: "DELETE" })));
}
