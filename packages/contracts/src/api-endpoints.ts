import { calendarEndpoints } from "./endpoints/calendar.ts";
import { exportsEndpoints } from "./endpoints/exports.ts";
import { planChangesEndpoints } from "./endpoints/plan-changes.ts";
import { plansEndpoints } from "./endpoints/plans.ts";
import { profileEndpoints } from "./endpoints/profile.ts";
import { simulationEndpoints } from "./endpoints/simulation.ts";
import { tasksEndpoints } from "./endpoints/tasks.ts";
import { webhooksEndpoints } from "./endpoints/webhooks.ts";
import { serviceEndpoints } from "./service.ts";

/** Every endpoint of the api worker. */
export const apiEndpoints = {
  ...profileEndpoints,
  ...plansEndpoints,
  ...planChangesEndpoints,
  ...simulationEndpoints,
  ...exportsEndpoints,
  ...calendarEndpoints,
  ...tasksEndpoints,
  ...webhooksEndpoints,
  ...serviceEndpoints,
} as const;
