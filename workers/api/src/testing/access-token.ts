import { accessToken as tokenOf, type TestIssuer } from "@alva/http/testing/bearer-refusals";
import * as z from "zod";
import { bindings } from "./bindings.ts";

const Keys = z.tuple([z.looseObject({ kty: z.string(), kid: z.string() })]);

/** The auth worker as this worker's tests know it. */
export const issuer: TestIssuer = {
  issuer: bindings.AUTH_ORIGIN,
  audience: bindings.API_ORIGIN,
  key: Keys.parse(JSON.parse(bindings.AUTH_SIGNING_KEYS))[0],
};

/** An access token as auth would give this person. */
export function accessToken(userId: string): Promise<string> {
  return tokenOf(issuer, { claims: { sub: userId } });
}
