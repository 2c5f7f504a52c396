/**
 * The JSON value of a model's text, or undefined when it is none. Fields that are null are left out: strict schemas make the
 * model name every field, so null is its way to leave one open.
 */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text, (_key, value: unknown) => (value === null ? undefined : value));
  } catch {
    return undefined;
  }
}
