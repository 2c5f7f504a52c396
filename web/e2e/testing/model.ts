import type { PreparedAnswer } from "@alva/stand-ins/model/prepared-answers";
import type { Fault } from "@alva/stand-ins/faults";
import type { Addresses } from "./product.ts";

/** What the model says next, in place of the playbook. */
export const modelAnswers = (addresses: Addresses, answer: PreparedAnswer): Promise<void> =>
  control(addresses, "answers", answer);

/** How the model fails next. */
export const modelFails = (addresses: Addresses, fault: Fault): Promise<void> =>
  control(addresses, "faults", fault);

/** The model answers by its playbook again. */
export async function healModel(addresses: Addresses): Promise<void> {
  for (const what of ["answers", "faults"]) await control(addresses, what);
}

async function control({ model }: Addresses, what: string, body?: object): Promise<void> {
  const answer = await fetch(`${model}/_stand-in/${what}`, {
    method: body ? "POST" : "DELETE",
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  if (!answer.ok) throw new Error(`the model's stand-in answered ${answer.status}`);
}
