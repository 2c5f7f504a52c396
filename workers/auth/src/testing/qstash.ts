import { bindings } from "./bindings.ts";
import { fail, postsWith } from "./stand-in.ts";

/** The messages that QStash was given about this id, oldest first. */
export const published = (id: string) => postsWith(bindings.QSTASH_URL, id);

/** Makes QStash fail; see the stand-ins' `Fault`. */
export const failQstash = (fault: object) => fail(bindings.QSTASH_URL, fault);
