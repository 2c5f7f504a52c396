import { EmailAddress } from "@alva/contracts/auth";
import { ProblemError } from "@alva/contracts/problem-error";
import { rememberAsked } from "../session/asked-address.ts";
import { loadClients } from "../session/clients.ts";
import { inWords, sentenceOf } from "../sentence.ts";

/** Why no link is on its way, in a sentence, and how long to wait if that is all it takes. */
export interface NotSent {
  readonly sentence: string;
  readonly isAddress: boolean;
  readonly retryAfterSeconds?: number;
}

/** What is wrong with an address, if anything. */
export function addressProblem(email: string): string | undefined {
  const parsed = EmailAddress.safeParse(email);
  return parsed.success ? undefined : parsed.error.issues[0]?.message;
}

/** Has a link mailed to the address and remembers it for the next page. Undefined when that has worked. */
export async function sendLink(email: string): Promise<NotSent | undefined> {
  const problem = addressProblem(email);
  if (problem !== undefined) return { sentence: problem, isAddress: true };
  try {
    const { auth } = await loadClients();
    await auth.sendMagicLink(email);
  } catch (error) {
    return notSent(error);
  }
  rememberAsked(email);
  return undefined;
}

function notSent(error: unknown): NotSent {
  if (!(error instanceof ProblemError)) return { sentence: sentenceOf(error), isAddress: false };
  const { retryAfterSeconds } = error;
  if (retryAfterSeconds !== undefined && error.status === 429) {
    return {
      sentence: `That is enough links for now. You can ask again in ${inWords(retryAfterSeconds)}; a link that arrived still works.`,
      isAddress: false,
      retryAfterSeconds,
    };
  }
  if (error.status >= 500) {
    return { sentence: `I couldn't send it; nothing was lost. ${sentenceOf(error)}`, isAddress: false };
  }
  return { sentence: sentenceOf(error), isAddress: error.code === "validation_failed" };
}
