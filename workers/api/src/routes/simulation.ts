import { apiEndpoints } from "@alva/contracts/api-endpoints";
import { ApiError } from "@alva/http/api-error";
import type { BearerEnv } from "@alva/http/bearer";
import { body } from "@alva/http/validate";
import { Hono } from "hono";
import type { Ports } from "../ports.ts";
import { findSimulationBasis } from "../queries/plan-change-basis.ts";
import { simulate } from "../simulate.ts";

/** `/simulate`: what other hours or money would change. */
export function simulationRoutes({ db }: Ports) {
  const endpoint = apiEndpoints.simulate;
  return new Hono<BearerEnv>().post(endpoint.path, body(endpoint.body), async (c) => {
    const basis = await findSimulationBasis(db, c.get("caller").sub);
    if (!basis) throw new ApiError("profile_incomplete", "Save a profile first.");
    return c.json(simulate(basis, c.req.valid("json")));
  });
}
