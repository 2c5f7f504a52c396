import type { StepAddress } from "@alva/contracts/qstash";
import { signDelivery } from "@alva/http/testing/sign-delivery";
import { bindings } from "./bindings.ts";
import { send } from "./person.ts";

interface DeliveryOptions {
  readonly key?: string;
  /** What the signature names as destination; the address itself by default. */
  readonly subject?: string;
  /** The body that the signature covers; the one sent by default. */
  readonly signedBody?: string;
  /** Seconds by which the signature's times differ from now. */
  readonly shiftSeconds?: number;
}

/** The callback address of one attempt of one step. */
export function callbackPath(
  { plan, step, attempt, waits = 0 }: StepAddress,
  end: "step" | "step-failed" = "step",
): string {
  const wait = waits === 0 ? "" : `&waits=${waits}`;
  return `/webhooks/qstash/${end}?plan=${plan}&step=${step}&attempt=${attempt}${wait}`;
}

/** Delivers a body as QStash does, signed for its address and its bytes. */
export async function deliver(path: string, body: string, options: DeliveryOptions = {}): Promise<Response> {
  const { key = bindings.QSTASH_CURRENT_SIGNING_KEY, shiftSeconds = 0 } = options;
  const { subject = `${bindings.WEBHOOK_ORIGIN}${path}`, signedBody = body } = options;
  const signature = await signDelivery({ destination: subject, body: signedBody, key, shiftSeconds });
  return send(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", "Upstash-Signature": signature },
    body,
  });
}
