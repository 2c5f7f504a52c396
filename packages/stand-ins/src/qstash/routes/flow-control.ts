import { presentFlowControl } from "../flow-controls.ts";
import { route, type Route } from "../router.ts";
import type { Services } from "../services.ts";
import { readCount, readDuration } from "../settings.ts";

/** Flow control by key, and the parallelism of the whole account. */
export function flowControlRoutes({ flowControls, everything, configuration }: Services): Route[] {
  return [
    route("GET", "/v2/globalParallelism", () => ({
      body: { parallelismMax: configuration.limits.parallelism, parallelismCount: everything.state.inside },
    })),
    route("GET", "/v2/flowControl", () => ({ body: flowControls.list().map(presentFlowControl) })),
    route("GET", "/v2/flowControl/:key", ({ param }) => ({
      body: presentFlowControl(flowControls.require(param("key"))),
    })),
    route("POST", "/v2/flowControl/:key/pause", ({ param }) => {
      flowControls.require(param("key")).gate.pause();
      return {};
    }),
    route("POST", "/v2/flowControl/:key/resume", ({ param }) => {
      flowControls.require(param("key")).gate.resume();
      return {};
    }),
    route("POST", "/v2/flowControl/:key/resetRate", ({ param }) => {
      flowControls.require(param("key")).gate.resetRate();
      return {};
    }),
    route("POST", "/v2/flowControl/:key/pin", ({ param, query }) => {
      flowControls.pin(param("key"), {
        parallelism: readCount("parallelism", query.get("parallelism") ?? undefined),
        rate: readCount("rate", query.get("rate") ?? undefined),
        periodMs: readPeriod(query.get("period")),
      });
      return {};
    }),
    route("POST", "/v2/flowControl/:key/unpin", ({ param, query }) => {
      flowControls.unpin(param("key"), {
        parallelism: query.get("parallelism") === "true",
        rate: query.get("rate") === "true",
      });
      return {};
    }),
  ];
}

/** The client sends a number of seconds or a duration. */
function readPeriod(text: string | null): number | undefined {
  if (text === null) return undefined;
  return readDuration("period", /^\d+$/.test(text) ? `${text}s` : text);
}
