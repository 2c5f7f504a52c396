import * as z from "zod";

const plainAddress = /^[^\s<>@,;"]+@[^\s<>@,;"]+\.[^\s<>@,;"]+$/;
const namedAddress = /^[^<>]*<([^<>]+)>$/;

/** `email@example.com` or `Name <email@example.com>`, as Resend takes it. */
const Address = z
  .string()
  .refine(
    (value) => plainAddress.test(bareAddress(value)),
    "The email address needs to follow the `email@example.com` or `Name <email@example.com>` format.",
  );
const Addresses = z.preprocess(
  (value) => (typeof value === "string" ? [value] : value),
  z.array(Address).min(1, "Name at least one address.").max(50, "The maximum is 50 addresses."),
);

/** One mail as `POST /emails` takes it. Fields that a mailbox has no use for are accepted and dropped. */
export const Email = z
  .object({
    from: Address,
    to: Addresses,
    subject: z.string(),
    html: z.string().optional(),
    text: z.string().optional(),
    cc: Addresses.optional(),
    bcc: Addresses.optional(),
    reply_to: Addresses.optional(),
    headers: z.record(z.string(), z.string()).optional(),
  })
  .refine(({ html, text }) => html !== undefined || text !== undefined, {
    path: ["html"],
    message: "Missing `html` or `text` field.",
  });
export type Email = z.infer<typeof Email>;

/** A mail in the mailbox. `links` are the http addresses in it, in the order of the text, each once. */
export interface StoredMail extends Email {
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly created_at: string;
  readonly links: readonly string[];
}

/** The address inside `Name <address>`, or the text itself, in lower case. */
export function bareAddress(address: string): string {
  return (namedAddress.exec(address)?.[1] ?? address).trim().toLowerCase();
}

/** The http addresses in a mail: those of its text, or of its links when it has no text. Each once. */
export function linksIn({ text, html }: Pick<Email, "text" | "html">): string[] {
  const found =
    text === undefined
      ? Array.from((html ?? "").matchAll(/href\s*=\s*["'](https?:[^"']+)["']/gi), ([, url = ""]) =>
          url.replaceAll("&amp;", "&"),
        )
      : (text.match(/https?:\/\/[^\s<>"']+/gi) ?? []).map((url) => url.replace(/[.,;:!?)\]]+$/, ""));
  return [...new Set(found)].filter((url) => URL.canParse(url));
}
