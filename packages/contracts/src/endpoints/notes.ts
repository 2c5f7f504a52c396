import { NewNote } from "../client-note.ts";
import type { Endpoints } from "../endpoint.ts";
import { ClientProfile } from "../profile.ts";

/** What an owner tells beyond the cards. */
export const notesEndpoints = {
  addNote: {
    method: "POST",
    path: "/profile/notes",
    summary: "Add a note to the profile",
    description:
      "The newest 50 are kept. Each raises `profile_version` by one, once per operation id. The reason of a refused task " +
      "needs no request of its own: it goes with the change of the task.",
    tag: "Profile",
    access: "bearer",
    body: NewNote,
    replies: { 200: { description: "The profile with the note.", body: ClientProfile } },
    problems: ["not_found", "idempotency_key_reused", "dependency_unavailable"],
  },
} as const satisfies Endpoints;
