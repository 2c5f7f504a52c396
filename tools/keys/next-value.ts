import { randomBytes } from "node:crypto";
import { PublicKey, type PublicKeySet } from "@alva/contracts/auth";
import { createSigningKey } from "@alva/stand-ins/secrets";
import * as z from "zod";

/** What a list of keys is for; each is one secret of a worker. */
export const Purpose = z.enum(["signing", "link", "refresh", "unsubscribe"]);
export type Purpose = z.infer<typeof Purpose>;

/**
 * One step of a rotation. The first key of a list makes, all of them are recognised; `introduce` adds a new one behind,
 * `promote` puts it in front, `retire` drops the other. `replace` does all at once, for a key that leaked.
 */
export const Move = z.enum(["introduce", "promote", "retire", "replace"]);
export type Move = z.infer<typeof Move>;

/** The move does not fit the present value. The message is a sentence for the operator and quotes nothing of the value. */
export class RotationError extends Error {
  override readonly name = "RotationError";
}

/** A list of keys as the secret's text; see the auth worker's configuration. */
interface Format<Key> {
  readonly parse: (text: string) => readonly Key[] | undefined;
  readonly format: (keys: readonly Key[]) => string;
  readonly create: () => Key;
}

const SigningKeys = z
  .array(PublicKey.extend({ d: z.string().min(40) }))
  .min(1)
  .refine((keys) => new Set(keys.map(({ kid }) => kid)).size === keys.length);

const signingKeys: Format<z.infer<typeof SigningKeys>[number]> = {
  parse: (text) => SigningKeys.safeParse(parsedJson(text)).data,
  format: (keys) => JSON.stringify(keys),
  create: createSigningKey,
};

const hmacKeyBytes = 32;
const base64url = /^(?:[\w-]{4})*(?:[\w-]{2,3})?$/;
const hmacKeys: Format<string> = {
  parse: (text) => {
    const keys = text.split(",");
    const sound = keys.every(
      (key) => base64url.test(key) && Buffer.from(key, "base64url").length >= hmacKeyBytes,
    );
    return sound && new Set(keys).size === keys.length ? keys : undefined;
  },
  format: (keys) => keys.join(","),
  create: () => randomBytes(hmacKeyBytes).toString("base64url"),
};

/**
 * The value that a secret takes with a move. `replace` looks at no present value, so it also makes the first one. Throws
 * `RotationError`.
 */
export function nextValue(purpose: Purpose, move: Move, present: string): string {
  return purpose === "signing" ? nextText(signingKeys, move, present) : nextText(hmacKeys, move, present);
}

/** The public halves of the signing keys in a value, in order; for the api worker's configuration. */
export function publicKeysOf(value: string): PublicKeySet {
  const keys = signingKeys.parse(value) ?? refuse("This is no list of signing keys.");
  return { keys: keys.map((key) => PublicKey.parse(key)) };
}

function nextText<Key>({ parse, format, create }: Format<Key>, move: Move, present: string): string {
  if (move === "replace") return format([create()]);
  const keys = parse(present.trim()) ?? refuse("The present value is not a list of keys of this purpose.");
  return format(moved(keys, move, create));
}

function moved<Key>(keys: readonly Key[], move: Exclude<Move, "replace">, create: () => Key): readonly Key[] {
  const [first, second, ...more] = keys;
  if (!first || more.length > 0)
    refuse("There are more than two keys. Remove those that are no longer needed.");
  if (move === "introduce") {
    return second ? refuse("There are two keys already: promote or retire first.") : [first, create()];
  }
  if (!second) refuse("There is only one key: introduce the next one first.");
  return move === "promote" ? [second, first] : [first];
}

function refuse(sentence: string): never {
  throw new RotationError(sentence);
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
