import * as z from "zod";
import type { Endpoint } from "./endpoint.ts";

/** A worker answers and its configuration is complete. Says nothing of its dependencies. */
export const Health = z
  .object({ status: z.literal("ok"), service: z.enum(["auth", "api"]) })
  .meta({ id: "Health" });
export type Health = z.infer<typeof Health>;

/** What both workers answer about themselves. */
export const serviceEndpoints = {
  health: {
    method: "GET",
    path: "/health",
    summary: "Is the worker up",
    tag: "Service",
    access: "open",
    replies: { 200: { description: "It is.", body: Health } },
    problems: [],
  },
  openApi: {
    method: "GET",
    path: "/openapi.json",
    summary: "This document",
    tag: "Service",
    access: "open",
    replies: { 200: { description: "OpenAPI 3.1.", body: z.record(z.string(), z.unknown()) } },
    problems: [],
  },
  docs: {
    method: "GET",
    path: "/docs",
    summary: "The reference page of this document",
    tag: "Service",
    access: "open",
    replies: { 200: { description: "A page for people.", contentType: "text/html" } },
    problems: [],
  },
} as const satisfies Record<string, Endpoint>;
