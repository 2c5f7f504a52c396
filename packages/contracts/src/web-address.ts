import * as z from "zod";
import { normalizeLine } from "./text.ts";

const maxLength = 300;

/**
 * An http or https address of at most 300 characters on a name with a dot: no user info, IP literal or local name.
 * `https://` is added when no scheme is given. Empty stays empty. It is kept and shown, never fetched.
 */
export const WebAddress = z
  .string()
  .overwrite((text) => withScheme(normalizeLine(text)))
  .refine((text) => Array.from(text).length <= maxLength, `Use at most ${maxLength} characters.`)
  .refine(isEmptyOrPublic, "Use a public web address such as https://example.com.")
  .meta({ maxLength, examples: ["https://example.com"] });

function withScheme(text: string): string {
  return text === "" || /^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `https://${text}`;
}

// Parsers disagree about backslashes, spaces and several @; such text is refused before any of them reads it.
const plainAddress = /^https?:\/\/[^\s\\@/?#]+([/?#][^\s\\]*)?$/i;

// The parser has already turned names into ASCII and every spelling of an IPv4 address (0x7f.1) into dotted decimals.
const publicHost =
  /^(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+(?!(?:localhost|local|internal)$)(?:[a-z]{2,63}|xn--[a-z\d-]{1,59})$/;

const ParsedAddress = z.url({ protocol: /^https?$/, hostname: publicHost });

function isEmptyOrPublic(text: string): boolean {
  return text === "" || (plainAddress.test(text) && ParsedAddress.safeParse(text).success);
}
