/**
 * The JSON value of a model's text, or undefined when it is none. Fields that are null are left out: strict schemas make the
 * model name every field, so null is its way to leave one open. Signs that no database stores as text are left out of texts.
 */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text, (_key, value: unknown) =>
      typeof value === "string" ? storable(value) : (value ?? undefined),
    );
  } catch {
    return undefined;
  }
}

/** A text without NUL, which Postgres refuses, and with half surrogate pairs replaced (U+FFFD). */
export function storable(text: string): string {
  return text.replaceAll("\0", "").toWellFormed();
}
