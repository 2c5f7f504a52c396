import { route, type Route } from "../router.ts";
import type { Services } from "../services.ts";

/** The signing keys and their rotation. */
export function keyRoutes({ keys }: Services): Route[] {
  return [
    route("GET", "/v2/keys", () => ({ body: keys.keys() })),
    route("POST", "/v2/keys/rotate", () => ({ body: keys.rotate() })),
  ];
}
