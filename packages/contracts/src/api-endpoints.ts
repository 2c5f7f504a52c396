import { calendarEndpoints } from "./endpoints/calendar.ts";
import { chatEndpoints } from "./endpoints/chat.ts";
import { exportsEndpoints } from "./endpoints/exports.ts";
import { plansEndpoints } from "./endpoints/plans.ts";
import { profileEndpoints } from "./endpoints/profile.ts";
import { tasksEndpoints } from "./endpoints/tasks.ts";
import { webhooksEndpoints } from "./endpoints/webhooks.ts";
import { serviceEndpoints } from "./service.ts";

/** Every endpoint of the api worker. */
export const apiEndpoints = {
  ...profileEndpoints,
  ...plansEndpoints,
  ...exportsEndpoints,
  ...calendarEndpoints,
  ...tasksEndpoints,
  ...chatEndpoints,
  ...webhooksEndpoints,
  ...serviceEndpoints,
} as const;
