import { html } from "hono/html";

/** What a mail says, ready for the provider: plain text and simple HTML with nothing to load. */
export interface MailText {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Header fields besides those that every mail has. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A link that stands in a paragraph of its own. */
export interface Button {
  readonly label: string;
  readonly link: string;
}

/** Each part is a paragraph of its own; texts are escaped. */
export async function compose(subject: string, parts: readonly (string | Button)[]): Promise<MailText> {
  const paragraphs = parts.map((part) =>
    typeof part === "string" ? html`<p>${part}</p>` : html`<p><a href="${part.link}">${part.label}</a></p>`,
  );
  const page = html`<!doctype html>
    <html lang="en">
      <body style="font: 16px/1.5 sans-serif">
        ${paragraphs}
      </body>
    </html>`;
  const lines = parts.map((part) => (typeof part === "string" ? part : part.link));
  return { subject, text: `${lines.join("\n\n")}\n`, html: String(await page) };
}
