import type { Task } from "@alva/contracts/task";

/** What is to be done, step by step. */
export function TaskSteps({ task }: { readonly task: Task }) {
  return (
    <>
      {task.desc !== "" && <p>{task.desc}</p>}
      {task.steps.length > 0 && (
        <ol className="list-decimal pl-5">
          {task.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      )}
    </>
  );
}
