import type { Endpoints } from "../endpoint.ts";
import { NotificationSettings } from "../notifications.ts";
import { askUnsubscribe, unsubscribe } from "../unsubscribe.ts";

/** Optional mails: which a person wants, and how they end. */
export const notificationsEndpoints = {
  getNotifications: {
    method: "GET",
    path: "/notifications",
    summary: "Which optional mails this person wants",
    tag: "Notifications",
    access: "bearer",
    replies: { 200: { description: "The settings, or the defaults.", body: NotificationSettings } },
    problems: ["dependency_unavailable"],
  },
  putNotifications: {
    method: "PUT",
    path: "/notifications",
    summary: "Choose which optional mails to get",
    tag: "Notifications",
    access: "bearer",
    body: NotificationSettings,
    replies: { 200: { description: "The settings as they are now.", body: NotificationSettings } },
    problems: ["dependency_unavailable"],
  },
  askUnsubscribe,
  unsubscribe,
} as const satisfies Endpoints;
