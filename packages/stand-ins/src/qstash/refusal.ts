/** A request that is answered with an error. The message goes to the client as `{"error": message}`. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  constructor(status: number, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.status = status;
    this.headers = headers;
  }
}

/** What is asked for is more than the plan allows. */
export function overQuota(quota: string, limit: number): Refusal {
  return new Refusal(412, `quota ${quota} exceeded, limit: ${limit}`);
}
