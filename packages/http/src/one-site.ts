import type * as z from "zod";
import type { Environment } from "./config.ts";

/** Domains below which strangers get names of their own: what two addresses share of them makes no site. */
const sharedHosting = new Set([
  "amazonaws.com",
  "azurewebsites.net",
  "cloudfront.net",
  "fly.dev",
  "github.io",
  "gitlab.io",
  "herokuapp.com",
  "netlify.app",
  "ngrok.app",
  "onrender.com",
  "pages.dev",
  "trycloudflare.com",
  "vercel.app",
  "web.app",
  "workers.dev",
]);

/** Second-level suffixes of countries, such as `co.uk` and `com.au`. */
const countrySuffix = /^(?:ac|co|com|edu|gob|gov|ltd|me|ne|net|nom|or|org|plc)\.[a-z]{2}$/;

/**
 * A refinement of a worker's variables: in production these origins must be on one site (share a registrable domain), since
 * browsers keep the session cookie, which is `SameSite=Strict`, from requests of another. What is registrable is judged
 * without the Public Suffix List, which would outweigh the worker: the common ending must have two labels and be none of
 * the suffixes known here.
 */
export function onOneSite<Name extends string>(...names: readonly Name[]) {
  return (
    variables: Readonly<Record<Name, string>> & { readonly ENVIRONMENT: Environment },
    context: z.RefinementCtx,
  ): void => {
    if (variables.ENVIRONMENT !== "production") return;
    if (isSite(commonEnding(names.map((name) => hostOf(variables[name]))))) return;
    for (const name of names) {
      context.addIssue({
        code: "custom",
        path: [name],
        message: "is not on one site with the other origins",
      });
    }
  };
}

function isSite(domain: string): boolean {
  return /\.[a-z][a-z0-9-]*$/.test(domain) && !sharedHosting.has(domain) && !countrySuffix.test(domain);
}

/** The labels at the end that all hosts have. */
function commonEnding([first = "", ...others]: readonly string[]): string {
  const labels = first.split(".");
  const from = labels.findIndex((_, index) => {
    const ending = labels.slice(index).join(".");
    return others.every((host) => host === ending || host.endsWith(`.${ending}`));
  });
  return from < 0 ? "" : labels.slice(from).join(".");
}

/** What is no address is refused elsewhere. */
function hostOf(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).hostname : "";
}
