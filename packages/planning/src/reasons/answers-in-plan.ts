import type { CustomPlan, Reason } from "@alva/contracts/custom-plan";
import type { MasterPlan } from "@alva/contracts/master-plan";
import type { ClientProfile } from "@alva/contracts/profile";
import type { AnswerInPlan } from "@alva/contracts/reasons";
import { compareBy } from "../governance/order.ts";
import { answerInWords } from "./answer-in-words.ts";

interface ExplainedPlan {
  /** The profile that the plan was made from. */
  readonly profile: ClientProfile;
  readonly customPlan: CustomPlan | null;
  readonly masterPlan: MasterPlan;
}

/** Each answer that a plan rests on with what rests on it, in the order of the cards (features beyond, 3.2). */
export function answersInPlan({ profile, customPlan, masterPlan }: ExplainedPlan): AnswerInPlan[] {
  const answers = new Map<string, AnswerInPlan>();
  const answerAt = (path: string): AnswerInPlan => {
    const known = answers.get(path) ?? emptyAnswer(profile, path);
    answers.set(path, known);
    return known;
  };
  for (const { channel, platform = null, because } of customPlan?.channels ?? []) {
    for (const { path, note } of once(because)) answerAt(path).channels.push({ channel, platform, note });
  }
  for (const { id, name, because } of customPlan?.priority_seasons ?? []) {
    for (const { path, note } of once(because)) answerAt(path).seasons.push({ id, name, note });
  }
  for (const { id, title, status, because } of masterPlan.tasks) {
    if (status === "skipped") continue;
    for (const { path, note } of once(because)) answerAt(path).tasks.push({ id, title, note });
  }
  return [...answers.values()].sort(
    compareBy(
      ({ card }) => card?.number ?? Infinity,
      ({ path }) => path,
    ),
  );
}

/** A thing rests on an answer once, whatever it says about it. */
function once(because: readonly Reason[]): Reason[] {
  return because.filter(({ path }, index) => because.findIndex((reason) => reason.path === path) === index);
}

function emptyAnswer(profile: ClientProfile, path: string): AnswerInPlan {
  const { question, answer, card } = answerInWords(profile, path);
  return {
    path,
    question,
    answer,
    card: card && { id: card.id, number: card.number, route: card.route },
    channels: [],
    seasons: [],
    tasks: [],
  };
}
