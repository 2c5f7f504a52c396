import type { DeskCard, DeskReason } from "@alva/contracts/chat";
import { normalizeLine } from "@alva/contracts/text";
import { answered } from "../profile-facts.ts";
import { hasForeignLink, ownHost } from "../validators/links.ts";
import { asksForCredentials } from "../validators/policies.ts";
import { repeatsCanary } from "./canary.ts";
import { actionsOf, nothingSupports, plainHeading } from "./cards.ts";
import type { DeskContext } from "./context.ts";

/** What became of the words so far. `card` counts the cards from 1. */
export type CardEvent =
  | { readonly kind: "begun"; readonly card: number }
  | { readonly kind: "text"; readonly card: number; readonly text: string }
  | { readonly kind: "finished"; readonly card: number; readonly content: DeskCard };

/** Reads cards from words as they arrive. */
export interface CardReader {
  /** What these words bring. However a text is cut, the same comes of it. */
  push(words: string): CardEvent[];
  /** What is left when no more words come. */
  end(): CardEvent[];
  /** Whether the words repeated the instructions, from where on nothing was passed on. */
  leaked(): boolean;
}

const mostCards = 3;
const mostBlocks = 3;
const mostReasons = 3;
const removedLink = "[link removed]";
/** The rest of a line that asks for passwords or the like. */
const cutOff = "…";

type LineKind = "paragraph" | "bullet" | "too_much";

/**
 * Reads the model's form of cards (`## heading`, paragraphs, `- bullets`, and `> ref: note` for a reason) and passes words on as
 * soon as they are complete. Links to anything but the owner's site, requests for passwords, and reasons that cite unanswered
 * fields or unknown tasks do not get through.
 */
export function createCardReader(context: DeskContext): CardReader {
  const own = ownHost(context.profile);
  /** What has arrived of the present line and is not passed on. */
  let held = "";
  let line: { kind: LineKind; text: string; cut: boolean } | undefined;
  let card: { heading: string; body: DeskCard["body"]; because: DeskReason[] } | undefined;
  let cards = 0;
  let all = "";
  let leaked = false;

  function push(words: string): CardEvent[] {
    held += words.replaceAll(/[^\P{Cc}\n]/gu, "");
    const events: CardEvent[] = [];
    for (let end = held.indexOf("\n"); end !== -1; end = held.indexOf("\n")) {
      const rest = held.slice(0, end);
      held = held.slice(end + 1);
      events.push(...finishLine(rest));
    }
    events.push(...passWords());
    return events;
  }

  /** Passes on the complete words of a line whose kind is known. */
  function passWords(): CardEvent[] {
    if (!line) {
      const start = held.trimStart();
      // A heading and a reason are read whole; the sign of a bullet needs the space after it.
      if (/^(?:#|>|[-*•]? *$)/.test(start)) return [];
      return beginLine(start);
    }
    const [, words, rest] = /^(.*\S)(\s+\S*)$/s.exec(held) ?? [];
    if (words === undefined || rest === undefined) return [];
    held = rest;
    return say(words);
  }

  function beginLine(start: string): CardEvent[] {
    const bullet = /^[-*•] +/.exec(start);
    const events = card || cards >= mostCards ? [] : beginCard(plainHeading);
    const kind = !card || card.body.length >= mostBlocks ? "too_much" : bullet ? "bullet" : "paragraph";
    line = { kind, text: "", cut: false };
    held = bullet ? start.slice(bullet[0].length) : start;
    if (kind !== "too_much") events.push(...text(kind === "bullet" ? "\n\n- " : "\n\n"));
    return [...events, ...passWords()];
  }

  function finishLine(rest: string): CardEvent[] {
    if (line) return endLine(rest.trimEnd());
    const start = rest.trim();
    const [, heading] = /^#+\s*(.*)$/.exec(start) ?? [];
    if (heading !== undefined) return [...finishCard(), ...beginCard(heading)];
    if (start.startsWith(">")) return readReason(start);
    if (/^[-*•]?$/.test(start)) return [];
    const later = held;
    const events = beginLine(start);
    const own = held;
    held = later;
    return [...events, ...endLine(own)];
  }

  function endLine(rest: string): CardEvent[] {
    const events = say(rest);
    const said = normalizeLine(line?.text ?? "");
    if (card && line && line.kind !== "too_much" && said !== "") {
      card.body.push({ kind: line.kind, text: said });
    }
    line = undefined;
    return events;
  }

  /** Word by word, so that what is judged does not depend on how the words arrived. */
  function say(words: string): CardEvent[] {
    return (words.match(/\s*\S+/g) ?? []).flatMap((word) => {
      if (!line || line.kind === "too_much" || line.cut) return [];
      const safe = hasForeignLink(word, own) ? ` ${removedLink}` : word;
      line.cut = asksForCredentials(line.text + safe);
      const passed = line.cut ? cutOff : safe;
      line.text += passed;
      return text(passed);
    });
  }

  function text(words: string): CardEvent[] {
    all += words;
    leaked ||= repeatsCanary(all);
    return leaked || words === "" ? [] : [{ kind: "text", card: cards, text: words }];
  }

  function beginCard(heading: string): CardEvent[] {
    if (cards >= mostCards) return [];
    cards += 1;
    const safe = isSafe(heading) ? normalizeLine(heading).slice(0, 90) : "";
    card = { heading: safe || plainHeading, body: [], because: [] };
    return [{ kind: "begun", card: cards }, ...text(`## ${card.heading}`)];
  }

  function readReason(start: string): CardEvent[] {
    const [, ref = "", note = ""] = /^>\s*([\w.]+)\s*[:–-]\s*(.+)$/.exec(start) ?? [];
    const reason = reasonOf(ref, normalizeLine(note).slice(0, 160), context);
    const known = card?.because.some((one) => refOf(one) === ref) ?? true;
    if (card && reason && !known && card.because.length < mostReasons && isSafe(note)) {
      card.because.push(reason);
      all += note;
      leaked ||= repeatsCanary(all);
    }
    return [];
  }

  function finishCard(): CardEvent[] {
    if (!card) return [];
    const { heading, body, because } = card;
    const unsupported = because.length === 0;
    const events: CardEvent[] = [];
    if (unsupported) events.push(...text(`\n\n${nothingSupports}`));
    card = undefined;
    const content = { heading, body, because, unsupported, actions: actionsOf(because, context) };
    return [...events, { kind: "finished", card: cards, content }];
  }

  function isSafe(words: string): boolean {
    return !hasForeignLink(words, own) && !asksForCredentials(words);
  }

  return {
    push,
    end() {
      const rest = held;
      held = "";
      return [...finishLine(rest), ...finishCard()];
    },
    leaked: () => leaked,
  };
}

/** A reason that exists: an answered field or a task of the plan; otherwise undefined. */
function reasonOf(ref: string, note: string, { profile, tasks }: DeskContext): DeskReason | undefined {
  if (note === "") return undefined;
  if (tasks.some(({ id }) => id === ref)) return { kind: "task", task_id: ref, note };
  return answered(profile, ref) ? { kind: "answer", path: ref, note } : undefined;
}

function refOf(reason: DeskReason): string {
  return reason.kind === "task" ? reason.task_id : reason.path;
}
