import { SignIn } from "@alva/contracts/auth";
import { newAddress } from "./accounts.ts";
import { askForLink, mailedSecret } from "./ask-for-link.ts";
import { postAsk } from "./asks.ts";
import type { AuthBench } from "./start.ts";

/** Someone who has just signed in for the first time. */
export interface SignedIn {
  readonly id: string;
  readonly accessToken: string;
}

/** Signs somebody new in at our auth worker. */
export async function signIn(bench: AuthBench): Promise<SignedIn> {
  const email = newAddress();
  await askForLink(bench, { path: "/auth/register", email });
  const ask = postAsk("/auth/verify-magic-link", { token: mailedSecret(bench, email) });
  const [answer] = (await bench.call("alva", [ask])).answers;
  const { account, access_token } = SignIn.parse(JSON.parse(answer?.body ?? ""));
  return { id: account.id, accessToken: access_token };
}
