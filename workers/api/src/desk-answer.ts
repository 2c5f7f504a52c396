import type { ChatPart, ChatProposal, ChatState, DeskCard } from "@alva/contracts/chat";
import { canonicalJson } from "@alva/planning/canonical-json";
import { checkAction } from "@alva/planning/desk/actions";
import { cardText, plainCard } from "@alva/planning/desk/cards";
import { type CardEvent, createCardReader } from "@alva/planning/desk/card-reader";
import { deskRequest } from "@alva/planning/desk/request";
import { asksWhatsNext, whatsNext } from "@alva/planning/desk/whats-next";
import { repeatsCanary } from "@alva/planning/desk/canary";
import { deskVersion } from "@alva/planning/desk/version";
import { storable } from "@alva/planning/read-json";
import { attemptOf } from "./model-attempt.ts";
import type { Ports } from "./ports.ts";
import { type BegunAnswer, storeAnswerOnce } from "./queries/desk-answers.ts";
import type { ModelAttempt } from "./queries/model-attempts.ts";

/** A chunk of the AI SDK's UI message stream. */
export type UiChunk = Readonly<{ type: string } & Record<string, unknown>>;

interface AnswerQuestion {
  readonly userId: string;
  readonly answerId: string;
  readonly begun: BegunAnswer;
  /** Never rejects; what nobody reads any more is lost. */
  readonly write: (chunk: UiChunk) => Promise<void>;
  /** Aborts when the person stopped the answer or went away. */
  readonly gone: AbortSignal;
}

/** What became of an answer. */
interface Answered {
  readonly state: Exclude<ChatState, "answering">;
  /** From asking the model until its answer was written; undefined when it was not asked. */
  readonly modelMilliseconds: number | undefined;
}

/** Less than the lease of an answer. */
const wholeAnswerMilliseconds = 60_000;
const mostProposals = 3;
const refused = plainCard(
  "I can't help with that",
  "I can explain your plan, say what is next, move, park or add tasks, change hours or budget, and draft texts.",
);
const confirmFirst = plainCard("Here is what I would change", "Nothing happens until you confirm it.");
const brokenOff =
  "I couldn't finish this answer. Your message and what I wrote so far are kept; press Retry.";

/**
 * Writes the answer to a question as it comes and stores it, whatever becomes of it: `complete`, `stopped` by the person, or
 * `failed`. Proposals are made of a complete answer alone. Its last chunk tells how long the model took, which the answer's
 * headers left too early to tell. Never rejects.
 */
export async function answerQuestion(
  { db, askModel, config }: Pick<Ports, "db" | "askModel" | "config">,
  { userId, answerId, begun, write, gone }: AnswerQuestion,
): Promise<Answered> {
  const { context, turns, planId } = begun;
  const parts: ChatPart[] = [];
  const proposals: ChatProposal[] = [];
  const calls = new Map<number, { name: string; argumentsText: string }>();
  const usage = { promptTokens: 0, completionTokens: 0 };
  /** The model's own words, before anything was made of them; undefined while it was not asked. */
  let said: { readonly request: object; model: string; content: string } | undefined;
  let cards = 0;
  let open: { id: string; text: string } | undefined;
  let modelMilliseconds: number | undefined;

  await write({ type: "start", messageId: answerId, messageMetadata: { state: "answering" } });
  await write({ type: "start-step" });
  const state = await writeParts();
  try {
    await storeAnswerOnce(db, { userId, answerId, state, parts, proposals, planId, asked: attempt(), usage });
  } catch (error) {
    warn("answer_not_stored", error);
    await write({ type: "error", errorText: "I couldn't keep this answer. Please ask again in a moment." });
    return { state: "failed", modelMilliseconds };
  }
  if (state === "failed") await write({ type: "error", errorText: brokenOff });
  else await write({ type: "finish-step" });
  await write({
    type: "finish",
    finishReason: state === "failed" ? "error" : "stop",
    messageMetadata: { state, ...(modelMilliseconds !== undefined && { model_ms: modelMilliseconds }) },
  });
  return { state, modelMilliseconds };

  async function writeParts(): Promise<Answered["state"]> {
    try {
      if (asksWhatsNext(turns.at(-1)?.content ?? "")) await writeCard(whatsNext(context));
      else await timed(writeModelsAnswer);
      return "complete";
    } catch (error) {
      await closeText();
      if (gone.aborted) return "stopped";
      warn("desk_failed", error);
      return "failed";
    }
  }

  function attempt(): ModelAttempt | undefined {
    if (!said) return undefined;
    const { request, model, content } = said;
    const text = storable(JSON.stringify({ content, tool_calls: [...calls.values()] }));
    return attemptOf({
      promptVersion: deskVersion,
      request,
      // Which model it was stands in its first words.
      ...(model !== "" && !repeatsCanary(text) && { answer: { kind: "answered", text, model, usage } }),
    });
  }

  async function timed(askAndWrite: () => Promise<void>): Promise<void> {
    const asked = performance.now();
    await askAndWrite().finally(() => {
      modelMilliseconds = Math.round(performance.now() - asked);
    });
  }

  async function writeModelsAnswer(): Promise<void> {
    const request = deskRequest(context, turns);
    const words = { request: { ...request, model: config.model.name }, model: "", content: "" };
    said = words;
    const reader = createCardReader(context);
    const ending = new AbortController();
    const signal = AbortSignal.any([gone, ending.signal, AbortSignal.timeout(wholeAnswerMilliseconds)]);
    let isRefused = false;
    // Until the model says what it took, four characters are a token: of an answer that breaks off nothing more is known.
    usage.promptTokens = Math.ceil(JSON.stringify(request).length / 4);
    let characters = 0;
    for await (const chunk of await askModel(request, signal)) {
      const delta = chunk.choices[0]?.delta;
      isRefused ||= (delta?.refusal ?? "") !== "";
      for (const { index, function: part } of delta?.tool_calls ?? []) {
        const call = calls.get(index) ?? { name: "", argumentsText: "" };
        calls.set(index, {
          name: call.name + (part?.name ?? ""),
          argumentsText: call.argumentsText + (part?.arguments ?? ""),
        });
      }
      characters += JSON.stringify(delta ?? "").length;
      usage.completionTokens = Math.ceil(characters / 4);
      words.model ||= chunk.model;
      words.content += delta?.content ?? delta?.refusal ?? "";
      await writeEvents(reader.push(delta?.content ?? ""));
      if (reader.leaked()) ending.abort();
      if (reader.leaked()) break;
      if (chunk.usage) {
        usage.promptTokens = chunk.usage.prompt_tokens;
        usage.completionTokens = chunk.usage.completion_tokens;
      }
    }
    gone.throwIfAborted();
    await writeEvents(reader.end());
    if (reader.leaked()) {
      await closeText();
      parts.length = 0;
    }
    if (reader.leaked() || isRefused) return writeCard(refused);
    await writeProposals();
    if (parts.length === 0) throw new TypeError("the model said nothing");
  }

  async function writeProposals(): Promise<void> {
    const checked = [...calls.values()].map((call) => checkAction(call, context));
    const wanted = checked.flatMap((one) => (one.ok ? [one] : []));
    const distinct = new Map(wanted.map((one) => [canonicalJson(one.action), one]));
    if (parts.length === 0 && distinct.size > 0) await writeCard(confirmFirst);
    for (const { action, summary } of [...distinct.values()].slice(0, mostProposals)) {
      const proposal: ChatProposal = { id: crypto.randomUUID(), summary, action, state: "proposed" };
      proposals.push(proposal);
      await writePart({ type: "data-proposal", id: proposal.id, data: proposal });
    }
    const reasons = new Set(checked.flatMap((one) => (one.ok ? [] : [one.reason])));
    if (reasons.size > 0) await writeCard(plainCard("What I left out", [...reasons].join(" ")));
  }

  async function writeEvents(events: readonly CardEvent[]): Promise<void> {
    for (const event of events) {
      if (event.kind === "begun") await openText();
      if (event.kind === "text") await writeText(event.text);
      if (event.kind === "finished") await finishCard(event.content);
    }
  }

  async function writeCard(card: DeskCard): Promise<void> {
    await openText();
    await writeText(cardText(card));
    await finishCard(card);
  }

  async function openText(): Promise<void> {
    cards += 1;
    open = { id: `card-${cards}`, text: "" };
    await write({ type: "text-start", id: open.id });
  }

  async function writeText(delta: string): Promise<void> {
    if (!open) return;
    open.text += delta;
    await write({ type: "text-delta", id: open.id, delta });
  }

  async function finishCard(card: DeskCard): Promise<void> {
    const id = open?.id ?? "";
    await closeText();
    await writePart({ type: "data-card", id, data: card });
  }

  async function closeText(): Promise<void> {
    if (!open) return;
    parts.push({ type: "text", text: open.text });
    await write({ type: "text-end", id: open.id });
    open = undefined;
  }

  async function writePart(part: Exclude<ChatPart, { type: "text" }>): Promise<void> {
    parts.push(part);
    await write(part);
  }
}

function warn(event: string, error: unknown): void {
  const name = error instanceof Error ? error.name : typeof error;
  console.warn(JSON.stringify({ level: "warn", event, error: name }));
}
