import { calendarEndpoints } from "./endpoints/calendar.ts";
import { draftsEndpoints } from "./endpoints/drafts.ts";
import { chatEndpoints } from "./endpoints/chat.ts";
import { exportsEndpoints } from "./endpoints/exports.ts";
import { onboardingEndpoints } from "./endpoints/onboarding.ts";
import { notificationsEndpoints } from "./endpoints/notifications.ts";
import { planChangesEndpoints } from "./endpoints/plan-changes.ts";
import { plansEndpoints } from "./endpoints/plans.ts";
import { profileEndpoints } from "./endpoints/profile.ts";
import { putAsideEndpoints } from "./endpoints/put-aside.ts";
import { simulationEndpoints } from "./endpoints/simulation.ts";
import { ledgerEndpoints } from "./endpoints/ledger.ts";
import { measuresEndpoints } from "./endpoints/measures.ts";
import { notesEndpoints } from "./endpoints/notes.ts";
import { reasonsEndpoints } from "./endpoints/reasons.ts";
import { tasksEndpoints } from "./endpoints/tasks.ts";
import { uploadsEndpoints } from "./endpoints/uploads.ts";
import { webhooksEndpoints } from "./endpoints/webhooks.ts";
import { serviceEndpoints } from "./service.ts";

/** Every endpoint of the api worker. */
export const apiEndpoints = {
  ...onboardingEndpoints,
  ...profileEndpoints,
  ...uploadsEndpoints,
  ...plansEndpoints,
  ...planChangesEndpoints,
  ...putAsideEndpoints,
  ...simulationEndpoints,
  ...notesEndpoints,
  ...ledgerEndpoints,
  ...measuresEndpoints,
  ...reasonsEndpoints,
  ...exportsEndpoints,
  ...calendarEndpoints,
  ...notificationsEndpoints,
  ...tasksEndpoints,
  ...draftsEndpoints,
  ...chatEndpoints,
  ...webhooksEndpoints,
  ...serviceEndpoints,
} as const;
