import type { Endpoints } from "../endpoint.ts";
import { Means, Simulation } from "../simulation.ts";

/** Trying out other hours and money before deciding. */
export const simulationEndpoints = {
  simulate: {
    method: "POST",
    path: "/simulate",
    summary: "What other hours or money would change",
    description:
      "Changes nothing and asks no model. Over the current plan if there is one, else from the profile alone.",
    tag: "Plans",
    access: "bearer",
    body: Means,
    replies: { 200: { description: "What would change.", body: Simulation } },
    problems: ["profile_incomplete", "dependency_unavailable"],
  },
} as const satisfies Endpoints;
