import { setTimeout as wait } from "node:timers/promises";
import { type AuthClient, createAuthClient } from "@alva/auth-client/auth-client";
import * as z from "zod";
import type { Addresses } from "../dev/lock.ts";

interface SignInOptions {
  readonly client: AuthClient;
  /** Absent when the mails go to a real provider. */
  readonly mailbox: string | undefined;
  readonly email: string;
}

const Mailbox = z.array(z.object({ created_at: z.iso.datetime(), links: z.array(z.string()) }));

const mailDeadlineMs = 60_000;
const checkEveryMs = 200;

/** An auth client as the web page has it, for cookie routes admit nobody else. While it is open this process runs. */
export function createWebClient({ auth, web }: Addresses): AuthClient {
  return createAuthClient({
    authOrigin: auth,
    fetch(input, init = {}) {
      const headers = new Headers(init.headers);
      headers.set("Origin", web);
      return fetch(input, { ...init, headers });
    },
  });
}

/**
 * Signs in as a person would: asks for a link, waits for it in the local mailbox, spends it. Rejects with `ProblemError`
 * when auth refuses, with a sentence when no mail arrives.
 */
export async function signIn({ client, mailbox, email }: SignInOptions): Promise<void> {
  if (mailbox === undefined) {
    throw new Error(
      "The mails go to a real provider, so the demo cannot read its sign-in link: unset RESEND_API_KEY.",
    );
  }
  const asked = Date.now();
  await client.sendMagicLink(email);
  await client.verifyMagicLink(await waitForToken({ mailbox, email, asked }));
}

async function waitForToken({ mailbox, email, asked }: { mailbox: string; email: string; asked: number }) {
  while (Date.now() - asked < mailDeadlineMs) {
    const answer = await fetch(`${mailbox}/mailbox.json?to=${encodeURIComponent(email)}`);
    const mails = Mailbox.parse(await answer.json());
    const links = mails
      .filter(({ created_at }) => Date.parse(created_at) >= asked)
      .flatMap(({ links }) => links);
    const token = links.map(tokenIn).find((found) => found !== null);
    if (token) return token;
    await wait(checkEveryMs);
  }
  throw new Error(`No sign-in link for ${email} arrived in the local mailbox within a minute.`);
}

function tokenIn(link: string): string | null {
  return new URLSearchParams(new URL(link).hash.slice(1)).get("token");
}
