import { readDraftRequest } from "../drafts/draft-request.ts";
import { readRequest } from "../prompts/read-request.ts";
import { nameEveryField } from "../prompts/strict-json-schema.ts";
import { readBusiness } from "./business.ts";
import { offlineDraft } from "./drafts.ts";
import { offlineModule } from "./modules.ts";
import { offlineStrategy } from "./strategy.ts";

/**
 * Answers a request that `strategyRequest`, `moduleRequest` or `draftRequest` wrote, by rule from the profile inside it: the same request always
 * gets the same answer, which names every field of the schema that the request gives. Undefined for any other request.
 */
export function answerOffline(request: unknown): string | undefined {
  const draft = readDraftRequest(request);
  if (draft !== undefined) return JSON.stringify(nameEveryField(offlineDraft(draft), draft.schema));
  const input = readRequest(request);
  if (input === undefined) return undefined;
  const business = readBusiness(input.customer_data, input.facts);
  if (input.task === "strategy")
    return JSON.stringify(nameEveryField(offlineStrategy(business), input.schema));
  const { module, custom_plan: plan, allowance } = input;
  if (allowance === null) return undefined;
  return JSON.stringify(nameEveryField(offlineModule(module, { business, plan, allowance }), input.schema));
}
