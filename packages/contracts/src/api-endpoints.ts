import { calendarEndpoints } from "./endpoints/calendar.ts";
import { exportsEndpoints } from "./endpoints/exports.ts";
import { ledgerEndpoints } from "./endpoints/ledger.ts";
import { notesEndpoints } from "./endpoints/notes.ts";
import { plansEndpoints } from "./endpoints/plans.ts";
import { profileEndpoints } from "./endpoints/profile.ts";
import { reasonsEndpoints } from "./endpoints/reasons.ts";
import { tasksEndpoints } from "./endpoints/tasks.ts";
import { webhooksEndpoints } from "./endpoints/webhooks.ts";
import { serviceEndpoints } from "./service.ts";

/** Every endpoint of the api worker. */
export const apiEndpoints = {
  ...profileEndpoints,
  ...notesEndpoints,
  ...plansEndpoints,
  ...ledgerEndpoints,
  ...reasonsEndpoints,
  ...exportsEndpoints,
  ...calendarEndpoints,
  ...tasksEndpoints,
  ...webhooksEndpoints,
  ...serviceEndpoints,
} as const;
