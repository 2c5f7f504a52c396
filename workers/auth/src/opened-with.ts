import type { Session } from "@alva/contracts/auth";
import Bowser from "bowser";
import type { Context } from "hono";

/** What a request tells of the device it comes from; each part null where it tells nothing. */
export type OpenedWith = Pick<Session, "device" | "browser" | "place">;

const longestUserAgent = 512;
/** Names that the parser does not know are the client's own words; these signs alone may reach a mail or a list. */
const plainName = /^[\p{L}\p{M}\p{N} .,+()'’-]{1,60}$/u;

/** Reads the browser's own description of itself, and where Cloudflare places the request's network. */
export function readOpenedWith(c: Context): OpenedWith {
  const agent = c.req.header("User-Agent")?.slice(0, longestUserAgent);
  // oxlint-disable-next-line import/no-named-as-default-member -- only its types have named exports, not the module
  const { browser, os, platform } = agent ? Bowser.parse(agent) : unknownAgent;
  return {
    device: plain(platform.model ? [platform.model] : [os.name, platform.type]),
    browser: plain([browser.name]),
    place: plain([placeOf(c.req.raw)]),
  };
}

const unknownAgent: Pick<Bowser.Parser.ParsedResult, "browser" | "os" | "platform"> = {
  browser: {},
  os: {},
  platform: {},
};

function plain(parts: readonly (string | undefined)[]): string | null {
  const name = parts.filter(Boolean).join(" ");
  return plainName.test(name) ? name : null;
}

/** `cf` is written by Cloudflare's edge and cannot be sent by a client (Workers runtime API, Request). */
function placeOf(request: Request): string | undefined {
  const { city, country } = request.cf ?? {};
  return [city, country].filter((part) => typeof part === "string").join(", ");
}
