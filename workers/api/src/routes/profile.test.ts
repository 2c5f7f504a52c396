import { ProfileInput } from "@alva/contracts/profile";
import localService from "@alva/contracts/examples/local-service.json" with { type: "json" };
import { describe, expect, test } from "vitest";
import { bindings } from "../testing/bindings.ts";
import { addFault } from "../testing/faults.ts";
import { owner } from "../testing/database.ts";
import { newPerson, send } from "../testing/person.ts";
import { expectProblem } from "@alva/http/testing/expect-problem";

const profile = ProfileInput.parse(localService);

function put(token: string, body: string, contentType = "application/json"): Promise<Response> {
  return send("/profile", {
    method: "PUT",
    headers: { Authorization: `Bearer ${token}`, "Content-Type": contentType },
    body,
  });
}

describe("saving a profile", () => {
  test("returns what was stored, under the person's own id, and reading gives the same", async () => {
    const { api, id } = await newPerson();
    const saved = await api.putProfile({ ...profile, client_id: "somebody-else", profile_version: 99 });
    expect(saved).toMatchObject({ client_id: id, profile_version: 1, user_profile: profile.user_profile });
    expect(await api.getProfile()).toEqual(saved);
  });

  test("raises the version by one each time and keeps every version", async () => {
    const { api, id } = await newPerson();
    for (const business_name of ["One", "Two", "Three"]) {
      await api.putProfile({ ...profile, user_profile: { ...profile.user_profile, business_name } });
    }
    const rows = await owner`
      select version, profile -> 'user_profile' ->> 'business_name' as name
      from app.profile_versions where user_id = ${id} order by version`;
    expect(rows).toEqual([
      { version: 1, name: "One" },
      { version: 2, name: "Two" },
      { version: 3, name: "Three" },
    ]);
  });

  test("20 at the same moment raise the version by 20", async () => {
    const { api } = await newPerson();
    const saved = await Promise.all(Array.from({ length: 20 }, () => api.putProfile(profile)));
    expect(saved.map(({ profile_version }) => profile_version).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 20 }, (_, index) => index + 1),
    );
  });

  test("with the version that was read is refused once another device has saved", async () => {
    const { api, token } = await newPerson();
    const { profile_version } = await api.putProfile(profile);
    const saved = await Promise.allSettled(
      Array.from({ length: 10 }, () => api.putProfile(profile, { ifVersion: profile_version })),
    );
    expect(saved.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await expect(api.putProfile(profile, { ifVersion: profile_version })).rejects.toMatchObject({
      code: "state_conflict",
    });
    const read = await send("/profile", { headers: { Authorization: `Bearer ${token}` } });
    expect(read.headers.get("ETag")).toBe('"2"');
    expect(await api.putProfile(profile)).toMatchObject({ profile_version: 3 });
  });

  test("with a version is refused before there is a profile", async () => {
    const { api } = await newPerson();
    await expect(api.putProfile(profile, { ifVersion: 1 })).rejects.toMatchObject({ code: "state_conflict" });
    await expect(api.getProfile()).rejects.toMatchObject({ code: "not_found" });
  });

  test.each(["*", "3", 'W/"3"', '"3", "4"'])("with If-Match %s is a bad request", async (match) => {
    const { token } = await newPerson();
    const headers = {
      Authorization: `Bearer ${token}`,
      "Content-Type": "application/json",
      "If-Match": match,
    };
    const answer = await send("/profile", { method: "PUT", headers, body: JSON.stringify(profile) });
    await expectProblem(answer, "bad_request");
  });

  test("names each refused field and stores nothing", async () => {
    const { api, token } = await newPerson();
    const answer = await put(
      token,
      JSON.stringify({
        ...profile,
        role: "admin",
        user_profile: { ...profile.user_profile, business_name: "" },
      }),
    );
    const { errors = [] } = await expectProblem(answer, "validation_failed");
    expect(errors.map(({ path }) => path).toSorted()).toEqual(["role", "user_profile.business_name"]);
    expect(JSON.stringify(errors)).not.toContain("admin");
    await expect(api.getProfile()).rejects.toMatchObject({ code: "not_found" });
  });

  test.each([
    ["a form", "content_type_unsupported", "text/plain", "{}"],
    ["another charset", "content_type_unsupported", "application/json; charset=utf-16", "{}"],
    ["no JSON", "malformed_json", "application/json", "{"],
    ["20,000 nested lists", "malformed_json", "application/json", "[".repeat(20_000)],
    ["more than 256 KB", "body_too_large", "application/json", JSON.stringify("x".repeat(256 * 1024))],
  ] as const)("refuses %s as %s", async (_what, code, contentType, body) => {
    const { token } = await newPerson();
    await expectProblem(await put(token, body, contentType), code);
  });

  test("a database that takes two seconds to wake up is waited for", async () => {
    const { api } = await newPerson();
    await addFault(bindings.NEON_URL, { kind: "delay", delayMs: 2000 });
    expect(await api.putProfile(profile)).toMatchObject({ profile_version: 1 });
    expect(await api.getProfile()).toMatchObject({ profile_version: 1 });
  });

  test("a database that is away is a 503 that asks to come back", async () => {
    const { api } = await newPerson();
    await failOnce();
    await expect(api.putProfile(profile)).rejects.toMatchObject({
      code: "dependency_unavailable",
      status: 503,
    });
  });
});

function failOnce(): Promise<void> {
  return addFault(bindings.NEON_URL, { kind: "status", status: 500 });
}
