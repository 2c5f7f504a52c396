/**
 * Begins a trace, so that one id leads from what a person did to all that came of it: version 00, random ids, sampled (W3C
 * Trace Context, section 3.2).
 */
export function newTraceparent(): string {
  return `00-${randomId()}-${randomId().slice(0, 16)}-01`;
}

/** A random UUID's digits; its version digit keeps either id from being all zeros. */
function randomId(): string {
  return crypto.randomUUID().replaceAll("-", "");
}
