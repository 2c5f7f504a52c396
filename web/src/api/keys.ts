/** Names of what is kept of the server's answers. */
export const keys = {
  dashboard: ["dashboard"],
  plans: ["plans"],
  plan: (id: string) => ["plan", id],
  profile: ["profile"],
  tasks: ["tasks"],
  taskHistory: (id: string) => ["task", id, "history"],
  sessions: ["sessions"],
  events: ["events"],
  feed: ["feed"],
  onboarding: ["onboarding"],
  summary: ["summary"],
} as const;
