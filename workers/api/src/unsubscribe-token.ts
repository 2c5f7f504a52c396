import { NoticeKind } from "@alva/contracts/notice";
import type { HmacKeys } from "@alva/http/hmac-keys";

/** Whose mails of which kind a token ends. */
export interface Subscription {
  readonly userId: string;
  readonly kind: NoticeKind;
}

/** The token that ends mails of one kind for one person, without their signing in. It does not expire. */
export async function writeUnsubscribeToken(keys: HmacKeys, { userId, kind }: Subscription): Promise<string> {
  const subject = `${userId}.${kind}`;
  return `${subject}.${(await keys.derive(subject)).secret}`;
}

/** What a token ends; undefined when this worker did not make it. */
export async function readUnsubscribeToken(keys: HmacKeys, token: string): Promise<Subscription | undefined> {
  const [userId = "", name, mac = ""] = token.split(".");
  const { data: kind } = NoticeKind.safeParse(name);
  if (kind === undefined || !(await keys.recognise(`${userId}.${kind}`, mac))) return undefined;
  return { userId, kind };
}
