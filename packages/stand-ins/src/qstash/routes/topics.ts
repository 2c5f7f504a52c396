import * as z from "zod";
import { requireUrl } from "../destination.ts";
import { route, type Route } from "../router.ts";
import type { Services } from "../services.ts";
import { readJson } from "./json.ts";

const Addition = z.object({
  endpoints: z.array(z.object({ name: z.string().optional(), url: z.string() })).min(1),
});
const Removal = z.object({
  endpoints: z.array(z.object({ name: z.string().optional(), url: z.string().optional() })).min(1),
});

/** URL groups, which the paths call topics. */
export function topicRoutes({ topics, configuration }: Services): Route[] {
  return [
    route("POST", "/v2/topics/:name/endpoints", ({ received, param }) => {
      const { endpoints } = readJson(Addition, received);
      for (const { url } of endpoints) requireUrl("destination", url, configuration);
      topics.addEndpoints(param("name"), endpoints);
      return {};
    }),
    route("DELETE", "/v2/topics/:name/endpoints", ({ received, param }) => {
      const { endpoints } = readJson(Removal, received);
      topics.removeEndpoints(
        param("name"),
        endpoints.map(({ name, url }) => ({
          ...(name === undefined ? {} : { name }),
          ...(url ? { url } : {}),
        })),
      );
      return {};
    }),
    route("GET", "/v2/topics", () => ({ body: topics.list() })),
    route("GET", "/v2/topics/:name", ({ param }) => ({ body: topics.require(param("name")) })),
    route("DELETE", "/v2/topics/:name", ({ param }) => {
      topics.remove(param("name"));
      return {};
    }),
  ];
}
