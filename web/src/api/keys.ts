/** Names of what is kept of the server's answers. */
export const keys = {
  dashboard: ["dashboard"],
  plans: ["plans"],
  plan: (id: string) => ["plan", id],
  profile: ["profile"],
  tasks: ["tasks"],
  sessions: ["sessions"],
  events: ["events"],
  feed: ["feed"],
  onboarding: ["onboarding"],
  summary: ["summary"],
  chat: ["chat"],
} as const;
