import { route, type Route } from "../router.ts";
import { presentSchedule } from "../schedules.ts";
import type { Services } from "../services.ts";
import { readPublication } from "./publish.ts";

/** Schedules. The client pauses and resumes with PATCH, the vendor's documents with POST. */
export function scheduleRoutes({ schedules }: Services): Route[] {
  const switches = ["PATCH", "POST"].flatMap((method) => [
    route(method, "/v2/schedules/:id/pause", ({ param }) => {
      schedules.pause(param("id"));
      return {};
    }),
    route(method, "/v2/schedules/:id/resume", ({ param }) => {
      schedules.resume(param("id"));
      return {};
    }),
  ]);
  return [
    ...switches,
    route("POST", "/v2/schedules/*destination", ({ received, param }) => ({
      body: { scheduleId: schedules.put(readPublication(received, param("destination"))) },
    })),
    route("GET", "/v2/schedules", () => ({ body: schedules.list().map(presentSchedule) })),
    route("GET", "/v2/schedules/:id", ({ param }) => ({
      body: presentSchedule(schedules.require(param("id"))),
    })),
    route("DELETE", "/v2/schedules/:id", ({ param }) => {
      schedules.remove(param("id"));
      return {};
    }),
  ];
}
