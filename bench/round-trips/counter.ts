import type { ProblemCode } from "@alva/contracts/problem";
import { ProblemError } from "@alva/contracts/problem-error";
import type { Stack } from "@alva/stand-ins/stack";
import type { Person, Product } from "../../e2e/product.ts";
import type { Figure } from "../table.ts";

/** Does some work and notes how many requests reached the database by its end. Its name begins with the endpoint. */
type Count = <Result>(name: string, budget: number, work: () => Promise<Result>) => Promise<Result>;

/** What the endpoints of one area are counted with. */
export interface Counting {
  readonly count: Count;
  readonly product: Product;
  readonly person: Person;
}

/** Counts requests at the Neon stand-in, one piece of work after the other. */
export function createCounter(stack: Stack) {
  const figures: Figure[] = [];
  const count: Count = async (name, budget, work) => {
    await settled(stack);
    stack.neon.clearRoundTrips();
    const result = await work();
    const value = stack.neon.roundTrips().length;
    figures.push({ name, value, unit: "trips", budget });
    return result;
  };
  return { count, figures };
}

/** Waits for what was left for after an answer: its end is one that no client could see. */
export async function settled({ qstash }: Stack): Promise<void> {
  await qstash.idle();
  await new Promise((resolve) => setTimeout(resolve, 600));
}

/** Resolves when the answer is this refusal, and rejects when it is anything else. */
export async function refused(answer: Promise<unknown>, code: ProblemCode): Promise<void> {
  const outcome = await answer.catch((error: unknown) => error);
  if (outcome instanceof ProblemError && outcome.code === code) return;
  throw new Error(`this should have been refused as ${code}`, { cause: outcome });
}
