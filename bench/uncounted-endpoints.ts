/** Endpoints whose round trips are not counted, each with the reason. */
export const uncountedEndpoints: Readonly<Record<string, string>> = {
  "GET /openapi.json": "a file",
  "GET /docs": "a page that is the same for everyone",
  "POST /webhooks/qstash/step": "a whole plan counts five of them",
  "POST /webhooks/qstash/step-failed": "takes the same report by the same statement as its neighbour",
  "POST /webhooks/qstash/draft": "a delivery that nobody waits for; e2e/drafts.test.ts says what it does",
  "POST /webhooks/qstash/draft-failed": "takes the same report by the same statement as its neighbour",
  "POST /webhooks/qstash/notice": "nobody waits for it; e2e/notices.test.ts says what it does",
  "POST /webhooks/qstash/account-closing": "nobody waits for it; a feed's tests say what it does",
  "POST /webhooks/qstash/account-restored": "takes the opposite word by the same statement as its neighbour",
  "POST /webhooks/qstash/account-erased": "nobody waits for it; e2e/erasure.test.ts says what it does",
};
