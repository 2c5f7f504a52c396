import type { Endpoints } from "../endpoint.ts";
import { accountClosing, accountRestored } from "../account-closing.ts";
import { accountErased } from "../account-erased.ts";
import { deliveryBytes, QstashCallback, StepAddress } from "../qstash.ts";

/** What QStash delivers. */
export const webhooksEndpoints = {
  stepAnswered: {
    method: "POST",
    path: "/webhooks/qstash/step",
    summary: "QStash delivers the model's answer to one attempt of one step",
    tag: "Webhooks",
    access: "qstash_signature",
    query: StepAddress,
    body: QstashCallback,
    maxBodyBytes: deliveryBytes,
    replies: { 204: { description: "Taken in, now or before." } },
    problems: ["bad_request", "signature_invalid", "dependency_unavailable"],
  },
  stepFailed: {
    method: "POST",
    path: "/webhooks/qstash/step-failed",
    summary: "QStash has given up on one attempt of one step",
    tag: "Webhooks",
    access: "qstash_signature",
    query: StepAddress,
    body: QstashCallback,
    maxBodyBytes: deliveryBytes,
    replies: { 204: { description: "Taken in, now or before." } },
    problems: ["bad_request", "signature_invalid", "dependency_unavailable"],
  },
  accountErased,
  accountClosing,
  accountRestored,
} as const satisfies Endpoints;
