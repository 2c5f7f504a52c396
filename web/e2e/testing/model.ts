import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseEnv } from "node:util";
import type { Fault } from "@alva/stand-ins/faults";

const variables = fileURLToPath(new URL("../../../.dev.vars", import.meta.url));

/** Makes the offline model fail, for as many requests as the fault says. */
export async function breakModel(fault: Fault): Promise<void> {
  await control({ method: "POST", body: JSON.stringify(fault) });
}

/** From now on the model answers again. */
export async function mendModel(): Promise<void> {
  await control({ method: "DELETE" });
}

/** The product's own configuration says where its model is. */
async function control(init: RequestInit): Promise<void> {
  const { MODEL_URL = "" } = parseEnv(await readFile(variables, "utf8"));
  const answer = await fetch(new URL("/_stand-in/faults", MODEL_URL), init);
  if (!answer.ok) throw new TypeError(`the model stand-in answered ${answer.status}`);
}
