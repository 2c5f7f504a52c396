import { owner } from "./database.ts";
import { newPerson } from "./person.ts";
import { readyPlan } from "./ready-plan.ts";

export type Person = Awaited<ReturnType<typeof newPerson>>;

/** The fields of an operation that was never sent before. */
export const operation = () => ({ operation_id: crypto.randomUUID() });

/** Makes a person with a plan. */
export async function personWithPlan(): Promise<Person> {
  const person = await newPerson();
  await readyPlan(person);
  return person;
}

/** The id of the person's first task with such a title. */
export async function taskOf({ api }: Person, title: RegExp): Promise<string> {
  const { items } = await api.listTasks({ limit: 200 });
  const task = items.find((one) => title.test(one.title));
  if (!task) throw new Error(`no task like ${title.source}`);
  return task.id;
}

/** Who has drafts written, of one task. */
export type Drafter = Awaited<ReturnType<typeof newDrafter>>;

/** Makes a person with a plan who has drafts written for one of its tasks, the welcome e-mail. */
export async function newDrafter() {
  const person = await personWithPlan();
  const welcome = await taskOf(person, /welcome e-mail/i);
  return {
    person,
    welcome,
    newDraft: () => person.api.askForDraft(welcome, operation()),
    /** Ends the drafts so far and lets their day be over, so that neither limit counts them. */
    leaveDraftsBehind: () => owner`
      update app.drafts set created_at = now() - interval '2 days', state = 'cancelled'
      where user_id = ${person.id}`,
  };
}

/** An e-mail that three checks find fault with. */
export const badMail = JSON.stringify({
  format: "email",
  subject: "Act now before it's too late",
  preview: "One thing",
  body: "See https://other-site.example.net for 4,000 homes.",
});
