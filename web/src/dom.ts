import { sentenceOf } from "./client.ts";

/** The element with this id, of this kind. Throws `TypeError` when the page has none. */
export function find<Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind {
  const element = document.getElementById(id);
  if (!(element instanceof kind)) throw new TypeError(`the page has no ${kind.name} called ${id}`);
  return element;
}

/** Does what a button or form is for: it is busy meanwhile, and what goes wrong is said on the page. */
export async function act(control: HTMLElement, work: () => Promise<void>): Promise<void> {
  const button = control.querySelector("button") ?? control;
  const problem = find("problem", HTMLElement);
  problem.textContent = "";
  button.toggleAttribute("disabled", true);
  button.setAttribute("aria-busy", "true");
  try {
    await work();
  } catch (error) {
    problem.textContent = sentenceOf(error);
    problem.scrollIntoView({ block: "nearest" });
  } finally {
    button.toggleAttribute("disabled", false);
    button.removeAttribute("aria-busy");
  }
}

/** Calls `work` with what was typed into the form's one field when the form is sent. */
export function onSubmit(id: string, work: (typed: string) => Promise<void>): void {
  const form = find(id, HTMLFormElement);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void act(form, () => work(form.querySelector("input")?.value.trim() ?? ""));
  });
}

/** Calls `work` when the button is pressed. */
export function onPress(button: HTMLButtonElement, work: () => Promise<void>): void {
  button.addEventListener("click", () => void act(button, work));
}
