import { onboarding } from "@alva/contracts/onboarding-cards";
import type { Task } from "@alva/contracts/task";
import Link from "next/link";

/** Why the task is in the plan; each reason leads to the answer that it rests on. */
export function TaskReasons({ task }: { readonly task: Task }) {
  if (task.because.length === 0) return null;
  return (
    <section>
      <h3 className="font-semibold">Why</h3>
      <ul className="flex flex-col gap-1">
        {task.because.map(({ path, note }) => (
          <li key={path + note}>
            {note}{" "}
            <Link className="text-link underline" href={cardOf(path)}>
              See your answer
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function cardOf(path: string): string {
  return onboarding.cards.find(({ paths }) => paths.includes(path))?.route ?? "/onboarding/summary";
}
