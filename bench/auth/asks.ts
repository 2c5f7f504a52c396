import { randomInt } from "node:crypto";
import { developmentOrigins } from "@alva/stand-ins/worker-variables";
import type { Ask } from "./call.ts";

interface AskOptions {
  /** 200 alone by default. */
  readonly statuses?: readonly number[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** A GET by the web app. */
export function getAsk(path: string, { statuses = [200], headers = {} }: AskOptions = {}): Ask {
  return { path, statuses, headers: { ...browserHeaders(), ...headers } };
}

/** A POST of JSON by the web app. */
export function postAsk(
  path: string,
  body: object,
  { statuses = [200], headers = {} }: AskOptions = {},
): Ask {
  return {
    path,
    statuses,
    method: "POST",
    headers: { ...browserHeaders(), "Content-Type": "application/json", ...headers },
    body: JSON.stringify(body),
  };
}

/** Each request comes from a network of its own, so that no limit per network is reached. */
function browserHeaders(): Record<string, string> {
  return {
    Origin: developmentOrigins.web,
    "Sec-Fetch-Site": "same-site",
    "CF-Connecting-IP": `10.${randomInt(256)}.${randomInt(256)}.${randomInt(256)}`,
  };
}
