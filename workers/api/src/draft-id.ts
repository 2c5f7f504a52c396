import { sha256Hex } from "@alva/planning/digest";

/**
 * The id of the draft that an operation begins: the same for each repetition, different for each person, so that nobody
 * can take another's. A UUID of version 8, whose other bits are free (RFC 9562 section 5.8).
 */
export function draftIdOf(userId: string, operationId: string): string {
  const hex = sha256Hex(`${userId}:${operationId.toLowerCase()}`);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}
