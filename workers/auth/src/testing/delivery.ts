import { signDelivery } from "@alva/http/testing/sign-delivery";
import { bindings } from "./bindings.ts";
import { openBrowser } from "./browser.ts";

interface DeliveryOptions {
  readonly key?: string;
  /** What the signature names as destination; the address itself by default. */
  readonly subject?: string;
}

/** Delivers a body as QStash does, signed for its address and its bytes. */
export async function deliver(path: string, body: object, options: DeliveryOptions = {}): Promise<Response> {
  const { key = bindings.QSTASH_CURRENT_SIGNING_KEY } = options;
  const { subject = `${bindings.AUTH_WEBHOOK_ORIGIN}${path}` } = options;
  const signature = await signDelivery({ destination: subject, body: JSON.stringify(body), key });
  return openBrowser().post(path, body, { headers: { "Upstash-Signature": signature } });
}
