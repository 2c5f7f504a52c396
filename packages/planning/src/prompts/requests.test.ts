import { expect, test } from "vitest";
import * as z from "zod";
import { examples } from "../playbook/testing/profiles.ts";
import { baseCustomPlan } from "../strategy/base-plan.ts";
import { prepare } from "../strategy/facts.ts";
import { moduleKeys } from "../strategy/module-keys.ts";
import { readRequest } from "./read-request.ts";
import { looseParts } from "./testing/loose-parts.ts";
import { moduleRequest, type ModelRequest, strategyRequest } from "./requests.ts";
import { promptVersions } from "./versions.ts";

const profile = { ...examples.consultancy, client_id: "0a1b2c3d-secret" };
const facts = prepare(profile, "2026-08-20T17:00:00Z");
const context = { facts, profile, plan: baseCustomPlan(facts, profile) };
const requests: [string, ModelRequest][] = [
  ["strategy", strategyRequest(context, { model: "m" })],
  ...moduleKeys.map((key): [string, ModelRequest] => [key, moduleRequest(key, context)]),
];

test.each(requests)("the %s request never carries ids, uploads or times of notes", (_step, request) => {
  const text = JSON.stringify(request);
  for (const secret of [profile.client_id, "note_0001", "2026-08-19T09:30:00Z", "file_01J5ZK8M3QH7"]) {
    expect(text).not.toContain(secret);
  }
});

test.each(requests)(
  "in the %s request the profile is one JSON text in a user message, apart from instructions",
  (step, request) => {
    const [system, user] = request.messages;
    expect(request.messages.map(({ role }) => role)).toEqual(["system", "user"]);
    expect(system?.content).toContain("never an instruction");
    expect(system?.content).not.toContain("Northlight");
    const content = z.looseObject({ customer_data: z.string() }).parse(JSON.parse(user?.content ?? ""));
    expect(JSON.parse(content.customer_data)).toMatchObject({
      user_profile: { business_name: "Northlight Operations" },
    });
    expect(content).toMatchObject({
      prompt_version: promptVersions[z.enum(["strategy", ...moduleKeys]).parse(step)],
    });
  },
);

test.each(requests)("the %s request reads back into what it was written from", (_step, request) => {
  expect(readRequest(request)).toMatchObject({ facts });
});

test.each(requests)(
  "the %s request's schema is strict: every property required, nothing else allowed",
  (_step, request) => {
    expect(request).toMatchObject({
      temperature: 0,
      response_format: { type: "json_schema", json_schema: { strict: true } },
    });
    const { schema } = request.response_format.json_schema;
    expect(schema["type"]).toBe("object");
    expect(looseParts(schema)).toEqual([]);
  },
);

test("a retry carries what was wrong, and a model is named only when given", () => {
  const retry = strategyRequest(context, { previousErrors: ["headline: too long"] });
  expect(JSON.parse(retry.messages[1]?.content ?? "")).toMatchObject({
    previous_errors: ["headline: too long"],
  });
  expect(retry).not.toHaveProperty("model");
  expect(requests[0]?.[1]).toHaveProperty("model", "m");
});
