/** Endpoints whose round trips are not counted, each with the reason. */
export const uncountedEndpoints: Readonly<Record<string, string>> = {
  "GET /openapi.json": "a file",
  "GET /docs": "a page that is the same for everyone",
  "POST /webhooks/qstash/step": "a whole plan counts five of them",
  "POST /webhooks/qstash/step-failed": "takes the same report by the same statement as its neighbour",
  "POST /webhooks/qstash/account-erased": "nobody waits for it; e2e/erasure.test.ts says what it does",
};
