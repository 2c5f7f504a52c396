import { apiEndpoints } from "@alva/contracts/api-endpoints";
import { ApiError } from "@alva/http/api-error";
import type { BearerEnv } from "@alva/http/bearer";
import { body } from "@alva/http/validate";
import { Hono } from "hono";
import type { Ports } from "../ports.ts";
import { addNoteOnce } from "../queries/client-notes.ts";

const { addNote } = apiEndpoints;

/** `/profile/notes`: what an owner tells beyond the cards. */
export function noteRoutes({ db }: Ports) {
  return new Hono<BearerEnv>().post(addNote.path, body(addNote.body), async (c) => {
    const note = c.req.valid("json");
    const outcome = await addNoteOnce(db, { userId: c.get("caller").sub, note });
    if (!outcome) throw new ApiError("not_found", "No profile has been saved yet.");
    const { profile, known } = outcome;
    const isSame =
      known === null ||
      (known.text === note.text && known.source === note.source && known.task_id === note.task_id);
    if (!isSame) throw new ApiError("idempotency_key_reused", "Use a new operation id for a new note.");
    return c.json(profile);
  });
}
