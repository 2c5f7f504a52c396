import { ProblemError } from "@alva/contracts/problem-error";
import { useState } from "react";
import { readAsked } from "../session/asked-address.ts";
import { sentenceOf } from "../sentence.ts";
import type { MailedLink } from "./mailed-link.ts";
import { rememberSpent, wasSpentHere } from "./spent-links.ts";
import { type Refusal, whyRefused } from "./why-refused.ts";

/**
 * Spends a link, one press at a time. A link that was refused is dead, for the reason that is given; everything else may be tried
 * again.
 */
export function useAttempt<Answer>(link: MailedLink, spend: (token: string) => Promise<Answer>) {
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [refusal, setRefusal] = useState<Refusal>();

  async function attempt(): Promise<Answer | undefined> {
    setIsBusy(true);
    setProblem(undefined);
    try {
      const answer = await spend(link.token);
      // It is for words alone.
      await rememberSpent(link.token).catch(() => undefined);
      return answer;
    } catch (error) {
      setIsBusy(false);
      if (error instanceof ProblemError && error.code === "link_invalid") setRefusal(await reasonFor(link));
      else setProblem(sentenceOf(error));
      return undefined;
    }
  }
  return { isBusy, problem, refusal, attempt };
}

async function reasonFor(link: MailedLink): Promise<Refusal> {
  return whyRefused(link, {
    isSpentHere: await wasSpentHere(link.token),
    askedAt: readAsked()?.mailedAt ?? [],
    now: Date.now(),
  });
}
