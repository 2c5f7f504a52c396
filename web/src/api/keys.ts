/** Names of what is kept of the server's answers. */
export const keys = {
  dashboard: ["dashboard"],
  plans: ["plans"],
  plan: (id: string) => ["plan", id],
  planStatus: (id: string) => ["plan-status", id],
  profile: ["profile"],
  tasks: ["tasks"],
  sessions: ["sessions"],
  events: ["events"],
  feed: ["feed"],
  notifications: ["notifications"],
  onboarding: ["onboarding"],
  summary: ["summary"],
} as const;
