import { bindings } from "./bindings.ts";

const standIn = `${bindings.MODEL_STAND_IN_URL}/_stand-in`;

/** The model answers its next question like this. */
export async function modelAnswers(answer: object): Promise<void> {
  const body = JSON.stringify({ kind: "text", ...answer });
  await fetch(`${standIn}/answers`, { method: "POST", body });
}

/** The model fails like this. */
export async function modelFails(fault: object): Promise<void> {
  await fetch(`${standIn}/faults`, { method: "POST", body: JSON.stringify(fault) });
}

/** The model answers as ever. */
export async function healModel(): Promise<void> {
  for (const what of ["answers", "faults"]) await fetch(`${standIn}/${what}`, { method: "DELETE" });
}
