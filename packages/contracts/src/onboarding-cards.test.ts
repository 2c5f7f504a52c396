import { expect, test } from "vitest";
import * as z from "zod";
import extremes from "../examples/hostile-extremes.json" with { type: "json" };
import { CardId, type CardInput, onboarding, optionsOf, placedInputs } from "./onboarding-cards.ts";
import { ProfileInput } from "./profile.ts";
import { valueAt } from "./value-at.ts";

const { cards, sections } = onboarding;
const everyInput = cards.flatMap((card) =>
  placedInputs(card).map(({ input }) => ({ card, input, name: `${card.id} ${input.key}` })),
);
/** Fields that no card asks for: the browser's time zone, and what settings and chat add. */
const withoutCard = ["business_model.average_order_value", "user_profile.timezone"];

test("there are 26 cards in 5 sections, numbered in the order they are asked", () => {
  expect(cards.map(({ id }) => id)).toEqual(CardId.options);
  expect(cards.map(({ number }) => number)).toEqual(Array.from({ length: 26 }, (_, index) => index + 1));
  expect(sections.map((section) => section.cards)).toEqual([6, 4, 6, 5, 5]);
  for (const { id, slug, cards: size, firstCard } of sections) {
    const own = cards.filter(({ section }) => section === id);
    expect(own.map(({ route }) => route)).toEqual(
      Array.from({ length: size }, (_, index) => `/onboarding/${slug}/${index + 1}`),
    );
    expect(own[0]?.number).toBe(firstCard);
  }
});

test("every field of the profile that a person answers is asked by exactly one card", () => {
  const fields = Object.entries(ProfileInput.shape).flatMap(([section, schema]) => {
    const bare: z.core.SomeType = schema instanceof z.ZodPrefault ? schema.unwrap() : schema;
    return bare instanceof z.ZodObject ? Object.keys(bare.shape).map((field) => `${section}.${field}`) : [];
  });
  const asked = cards.flatMap(({ paths }) => paths);
  expect([...asked, ...withoutCard].toSorted()).toEqual(fields.toSorted());
});

test.each(cards)(
  "card $id writes what its inputs name, and can be skipped unless one is required",
  (card) => {
    const paths = placedInputs(card).map(({ input }) => input.path);
    expect(new Set(paths)).toEqual(new Set(card.paths));
    expect(card.inputs.some(({ required }) => required)).toBe(card.required);
    expect(card.skippable).toBe(!card.required);
  },
);

const schema: unknown = z.toJSONSchema(z.object(ProfileInput.shape), { io: "input" });

test.each(everyInput)("$name has the options and limits that the profile has for it", ({ input }) => {
  const field = JSON.stringify(valueAt(schema, `properties.${input.path.replace(".", ".properties.")}`));
  expect(limitsOf(input).filter((limit) => !field.includes(limit))).toEqual([]);
});

/** What the JSON Schema of a field says when it has the limits of its input. */
function limitsOf(input: CardInput): string[] {
  const ids = optionsOf(input).map(({ id }) => id);
  const limits: Record<string, unknown> = {
    ...(ids.length > 0 && { enum: ids }),
    ...("maxLength" in input && { maxLength: input.maxLength }),
    ...("maxItems" in input && { maxItems: input.maxItems }),
    ...("maxFiles" in input && { maxItems: input.maxFiles }),
    ...("min" in input && { minimum: input.min, maximum: input.max }),
    ...("minSelections" in input && isList(input.path) && { maxItems: mostOf(input, ids.length) }),
  };
  return Object.entries(limits)
    .filter(([, limit]) => limit !== undefined)
    .map(([name, limit]) => `"${name}":${JSON.stringify(limit)}`);
}

function mostOf(input: Extract<CardInput, { minSelections: number }>, options: number): number {
  return input.maxSelections ?? options - (input.exclusiveOptions?.length ?? 0);
}

function isList(path: string): boolean {
  return Array.isArray(valueAt(extremes, path));
}
