import type { Task } from "@alva/contracts/task";
import {
  AutoScroller,
  DragDropManager,
  Draggable,
  Droppable,
  PointerActivationConstraints,
  PointerSensor,
} from "@dnd-kit/dom";
import { DOMRectangle } from "@dnd-kit/dom/utilities";
import { mayMove } from "./statuses.ts";

type Status = Task["status"];

/** What cards and columns report to, so that the one can be dragged to the other. Both give what takes them out again. */
export interface DragEngine {
  addCard(element: HTMLElement, task: Task): () => void;
  addColumn(element: HTMLElement, status: Status): () => void;
  destroy(): void;
}

/**
 * Dragging by mouse and pen; fingers scroll, and they and the keyboard have "Move to…". The library's own feedback would
 * put a style sheet into the page, against its policy, so a dragged card is moved by a style attribute.
 */
export function createDragEngine(onDrop: (task: Task, to: Status) => void): DragEngine {
  const cards = new Map<string, { readonly task: Task; readonly element: HTMLElement }>();
  const columns = new Map<string, { readonly status: Status; readonly element: HTMLElement }>();
  const manager = new DragDropManager({
    plugins: [AutoScroller],
    sensors: [
      PointerSensor.configure({
        activationConstraints: [new PointerActivationConstraints.Distance({ value: 6 })],
        preventActivation: ({ pointerType, target }) =>
          pointerType === "touch" || !(target instanceof Element) || target.closest("button, input") !== null,
      }),
    ],
  });
  let scrolledAt = 0;

  /** Where the card is now; without it nothing is found under it. */
  const follow = (element: HTMLElement) => {
    manager.dragOperation.shape = new DOMRectangle(element);
  };
  const { monitor } = manager;
  monitor.addEventListener("dragstart", ({ operation }) => {
    const card = cards.get(String(operation.source?.id));
    if (!card) return;
    scrolledAt = window.scrollY;
    card.element.setAttribute("data-dragging", "");
    // What the first pixels selected, and what the rest would.
    document.getSelection()?.removeAllRanges();
    document.documentElement.style.userSelect = "none";
    follow(card.element);
  });
  monitor.addEventListener("dragmove", ({ operation, to }) => {
    const card = cards.get(String(operation.source?.id));
    if (!card || !to) return;
    const { initial } = operation.position;
    card.element.style.translate = `${to.x - initial.x}px ${to.y - initial.y + window.scrollY - scrolledAt}px`;
    // The pointer's own place is known after this event, and what lies under it is sought when the card's is.
    requestAnimationFrame(() => {
      if (manager.dragOperation.status.dragging) follow(card.element);
    });
  });
  monitor.addEventListener("dragover", ({ operation }) => {
    const card = cards.get(String(operation.source?.id));
    for (const [id, { element, status }] of columns) {
      if (!card || id !== operation.target?.id || status === card.task.status) delete element.dataset.drop;
      else element.dataset.drop = mayMove(card.task, status) ? "yes" : "no";
    }
  });
  monitor.addEventListener("dragend", ({ operation, canceled }) => {
    const card = cards.get(String(operation.source?.id));
    const column = columns.get(String(operation.target?.id));
    for (const { element } of columns.values()) delete element.dataset.drop;
    document.documentElement.style.userSelect = "";
    if (!card) return;
    card.element.removeAttribute("data-dragging");
    card.element.style.translate = "";
    if (!canceled && column && column.status !== card.task.status) onDrop(card.task, column.status);
  });

  return {
    addCard(element, task) {
      cards.set(task.id, { task, element });
      const draggable = new Draggable({ id: task.id, element }, manager);
      element.setAttribute("data-draggable", "");
      return () => {
        element.removeAttribute("data-draggable");
        cards.delete(task.id);
        draggable.destroy();
      };
    },
    addColumn(element, status) {
      columns.set(status, { status, element });
      const droppable = new Droppable({ id: status, element }, manager);
      return () => {
        columns.delete(status);
        droppable.destroy();
      };
    },
    destroy: () => manager.destroy(),
  };
}
