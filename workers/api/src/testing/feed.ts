import ICAL from "ical.js";
import { newPerson, send } from "./person.ts";
import { readyPlan } from "./ready-plan.ts";

type Person = Awaited<ReturnType<typeof newPerson>>;

/** What a feed is like when nothing else was wished. */
export const plainOptions = { private: false, quick_wins: "include" };

/** Reads a feed as a calendar app does: without a token. */
export function readFeed(address: string, headers: Record<string, string> = {}): Promise<Response> {
  return send(new URL(address).pathname, { headers });
}

/** The events of a feed, by their UIDs. */
export async function eventsAt(address: string) {
  const text = await (await readFeed(address)).text();
  const events = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents("vevent").map((event) => ({
    uid: String(event.getFirstPropertyValue("uid")),
    status: String(event.getFirstPropertyValue("status")),
    sequence: Number(event.getFirstPropertyValue("sequence")),
    modified: String(event.getFirstPropertyValue("last-modified")),
    start: String(event.getFirstPropertyValue("dtstart")),
    end: String(event.getFirstPropertyValue("dtend")),
    summary: event.getFirstPropertyValue("summary"),
    description: event.getFirstPropertyValue("description"),
    url: event.getFirstPropertyValue("url"),
  }));
  return new Map(events.map((event) => [event.uid, event]));
}

/** Makes a person with a plan and a feed. */
export async function personWithFeed() {
  const person = await newPerson();
  const planId = await readyPlan(person);
  const { address } = await person.api.renewCalendarFeed();
  return { person, planId, address };
}

/** The tasks of a plan that its feed tells of. */
export async function datedTasks({ api }: Person, planId: string) {
  const { items } = await api.listTasks({ limit: 200, plan_id: planId });
  return items.filter(({ due_at, status }) => due_at !== null && status === "planned");
}
