import { randomUUID } from "node:crypto";
import localService from "@alva/contracts/examples/local-service.json" with { type: "json" };
import { ProfileInput } from "@alva/contracts/profile";
import type { Counting } from "./counter.ts";

/** As a PNG begins, which is what the worker looks at. */
const logo = new File([new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])], "logo.png", {
  type: "image/png",
});

/** The cards, the profile they become, and what else a business is known by. */
export async function countProfile({ count, person: { api } }: Counting): Promise<void> {
  const profile = await count("PUT /profile", 1, () => api.putProfile(ProfileInput.parse(localService)));
  await count("GET /profile", 1, () => api.getProfile());
  await count("GET /profile/versions", 1, () => api.listProfileVersions());
  await count("GET /profile/versions/:version", 1, () => api.getProfileVersion(profile.profile_version));
  await count("POST /profile/notes", 1, () =>
    api.addNote({ operation_id: randomUUID(), text: "We never work on Sundays.", source: "settings" }),
  );

  await count("PUT /onboarding/cards/:card", 1, () =>
    api.putCardAnswer("weekly_time", { answer: { weekly_marketing_time_hours: 6 } }),
  );
  await count("GET /onboarding", 1, () => api.getOnboarding());
  await count("GET /onboarding/summary", 1, () => api.getOnboardingSummary());
  // Reads, then writes: decision 15.
  await count("POST /onboarding/finalize", 2, () => api.finalizeOnboarding({ timezone: "America/New_York" }));

  const { id } = await count("POST /uploads", 1, () => api.addUpload(logo));
  await count("GET /uploads", 1, () => api.listUploads());
  await count("GET /uploads/:id", 1, () => api.getUpload(id));
  await count("DELETE /uploads/:id", 1, () => api.deleteUpload(id));
}
