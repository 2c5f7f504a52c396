/** version, trace id, parent id, flags; all zeros is no id (W3C Trace Context, section 3.2). */
const form = /^[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}/;

/** The trace id of a `traceparent` header, or that of a new trace when there is none. 32 hexadecimal digits. */
export function traceIdOf(traceparent: string | undefined): string {
  return form.exec(traceparent ?? "")?.[1] ?? newId();
}

/** A `traceparent` for a call that is made within a trace, sampled, with a parent id of its own. */
export function traceparent(traceId: string): string {
  return `00-${traceId}-${newId().slice(0, 16)}-01`;
}

/** A random UUID's digits; its version digit keeps either id from being all zeros. */
function newId(): string {
  return crypto.randomUUID().replaceAll("-", "");
}
