import { route, type Route } from "../router.ts";
import type { Services } from "../services.ts";

/** The log, under the name that the client asks for and the one that the vendor documents. */
export function logRoutes({ log }: Services): Route[] {
  return (["events", "logs"] as const).map((name) =>
    route("GET", `/v2/${name}`, ({ query }) => {
      const { entries, cursor } = log.page(query);
      return { body: { [name]: entries, cursor } };
    }),
  );
}
