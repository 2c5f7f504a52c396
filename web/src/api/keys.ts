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
  drafts: (taskId: string) => ["drafts", taskId],
  uploads: ["uploads"],
  profileVersions: ["profile-versions"],
  notifications: ["notifications"],
} as const;
