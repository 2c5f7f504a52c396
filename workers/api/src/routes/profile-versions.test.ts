import localService from "@alva/contracts/examples/local-service.json" with { type: "json" };
import { ProfileInput } from "@alva/contracts/profile";
import { expectProblem } from "@alva/http/testing/expect-problem";
import { describe, expect, test } from "vitest";
import { readConfig } from "../config.ts";
import { createPorts } from "../ports.ts";
import { deleteOldProfileVersions } from "../queries/profile-versions.ts";
import { bindings } from "../testing/bindings.ts";
import { owner } from "../testing/database.ts";
import { newPerson, send } from "../testing/person.ts";

const profile = ProfileInput.parse(localService);
const { db } = createPorts(readConfig(bindings));

/** Someone whose profile has been saved with each of these hours a week. */
async function personWith(...hours: number[]) {
  const person = await newPerson();
  for (const weekly_marketing_time_hours of hours) {
    const constraints = { ...profile.constraints, weekly_marketing_time_hours };
    await person.api.putProfile({ ...profile, constraints });
  }
  return person;
}

describe("the versions of a profile", () => {
  test("are listed newest first, page by page, each with the sections that changed", async () => {
    const { api } = await personWith(1, 2, 2);
    const current = await api.getProfile();
    const user_profile = { ...current.user_profile, user_name: "Ann" };
    await api.putProfile({ ...current, user_profile, constraints: profile.constraints });
    const first = await api.listProfileVersions({ limit: 2 });
    const second = await api.listProfileVersions({ limit: 2, cursor: first.next_cursor ?? "" });
    expect(second.next_cursor).toBeNull();
    expect([...first.items, ...second.items].map(({ version, changed }) => [version, changed])).toEqual([
      [4, ["user_profile", "constraints"]],
      [3, []],
      [2, ["constraints"]],
      [1, []],
    ]);
  });

  test("are each the profile as it was", async () => {
    const { api, id } = await personWith(1, 2);
    expect(await api.getProfileVersion(1)).toMatchObject({
      client_id: id,
      profile_version: 1,
      constraints: { weekly_marketing_time_hours: 1 },
    });
    expect(await api.getProfileVersion(2)).toEqual(await api.getProfile());
  });

  test.each(["3", "0", "-1", "1.5", "latest", "99999999999999"])(
    "%s is not found when there are two",
    async (version) => {
      const { token } = await personWith(1, 2);
      const answer = await send(`/profile/versions/${version}`, {
        headers: { Authorization: `Bearer ${token}` },
      });
      await expectProblem(answer, "not_found");
    },
  );

  test("of another person are not found", async () => {
    await personWith(1);
    const { api } = await newPerson();
    await expect(api.getProfileVersion(1)).rejects.toMatchObject({ code: "not_found" });
    expect(await api.listProfileVersions()).toEqual({ items: [], next_cursor: null });
  });

  test("are deleted after 12 months, but for the newest and those that a plan rests on", async () => {
    const person = await personWith(1);
    await person.api.generatePlan({}, { idempotencyKey: crypto.randomUUID() });
    for (const hours of [2, 3, 4, 5]) {
      const constraints = { ...profile.constraints, weekly_marketing_time_hours: hours };
      await person.api.putProfile({ ...profile, constraints });
    }
    await owner`
      update app.profile_versions set created_at = now() - interval '12 months'
        + case version when 3 then interval '1 hour' else interval '-1 hour' end
      where user_id = ${person.id}`;
    await deleteOldProfileVersions(db);
    const { items } = await person.api.listProfileVersions();
    expect(items.map(({ version }) => version)).toEqual([5, 3, 1]);
  });
});
