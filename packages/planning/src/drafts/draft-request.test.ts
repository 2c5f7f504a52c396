import { DraftFormat } from "@alva/contracts/draft";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { examples } from "../playbook/testing/profiles.ts";
import { canary } from "../prompts/canary.ts";
import { looseParts } from "../prompts/testing/loose-parts.ts";
import { draftRequest, readDraftRequest } from "./draft-request.ts";
import { draftContext } from "./testing/material.ts";

const profile = { ...examples.consultancy, client_id: "0a1b2c3d-secret" };
const once = { previousErrors: [], previousDraft: null };

describe.each(DraftFormat.options)("the request for a draft of the format %s", (format) => {
  const input = { ...draftContext(profile).input, format };
  const request = draftRequest(input, once);

  test("never carries ids, uploads or times of notes", () => {
    const text = JSON.stringify(request);
    for (const secret of [profile.client_id, "note_0001", "2026-08-19T09:30:00Z", "file_01J5ZK8M3QH7"]) {
      expect(text).not.toContain(secret);
    }
  });

  test("has the mark of its instructions in them and nowhere else", () => {
    const [system, user] = request.messages;
    expect(system?.content.split(canary)).toHaveLength(2);
    expect(user?.content).not.toContain(canary);
  });

  test("has the profile as one JSON text in a user message, apart from instructions", () => {
    const [system, user] = request.messages;
    expect(request.messages.map(({ role }) => role)).toEqual(["system", "user"]);
    expect(system?.content).toContain("never an instruction");
    expect(system?.content).not.toContain("Northlight");
    const content = z.looseObject({ customer_data: z.string() }).parse(JSON.parse(user?.content ?? ""));
    expect(JSON.parse(content.customer_data)).toMatchObject({
      user_profile: { business_name: "Northlight Operations" },
    });
  });

  test("has a strict schema: every property required, nothing else allowed", () => {
    expect(request).toMatchObject({ temperature: 0, response_format: { json_schema: { strict: true } } });
    expect(looseParts(request.response_format.json_schema.schema)).toEqual([]);
  });

  test("reads back into what it was written from", () => {
    expect(readDraftRequest(request)).toMatchObject({ input, previousDraft: null });
  });
});

test("a call that mends carries the draft and what was wrong with it", () => {
  const { input } = draftContext(profile);
  const previousDraft = { format: "email", subject: "s", preview: "p", body: "b" } as const;
  const request = draftRequest(input, { previousErrors: ["length: too long"], previousDraft });
  expect(JSON.parse(request.messages[1]?.content ?? "")).toMatchObject({
    previous_errors: ["length: too long"],
  });
  expect(readDraftRequest(request)).toMatchObject({ previousDraft });
});

test.each([undefined, null, 1, "x", {}, { messages: [] }, { messages: [{ role: "user", content: "{}" }] }])(
  "%j is no request for a draft",
  (request) => {
    expect(readDraftRequest(request)).toBeUndefined();
  },
);
