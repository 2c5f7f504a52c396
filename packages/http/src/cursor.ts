import { ApiError } from "./api-error.ts";
import type * as z from "zod";

/** Where a page ended, as text that means nothing to clients. */
export function writeCursor(place: readonly (string | number)[]): string {
  return btoa(JSON.stringify(place)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** The place a cursor stands for; throws `validation_failed` when it is not one of ours. */
export function readCursor<Place extends z.ZodType>(place: Place, cursor: string): z.output<Place> {
  try {
    return place.parse(JSON.parse(atob(cursor.replaceAll("-", "+").replaceAll("_", "/"))));
  } catch (cause) {
    throw new ApiError("validation_failed", "Start again from the first page.", {
      cause,
      errors: [{ path: "cursor", message: "This is not a cursor that a list has given." }],
    });
  }
}
