/** Names of what is kept of the server's answers. */
export const keys = {
  dashboard: ["dashboard"],
  plans: ["plans"],
  allPlans: ["plans", "all"],
  plan: (id: string) => ["plan", id],
  replan: (id: string, wish: object) => ["plan", id, "replan", wish],
  comparison: (id: string, other: string) => ["plan", id, "comparison", other],
  ledger: (id: string) => ["plan", id, "ledger"],
  reasons: (id: string) => ["plan", id, "reasons"],
  simulation: (means: object) => ["simulation", means],
  profile: ["profile"],
  tasks: ["tasks"],
  sessions: ["sessions"],
  events: ["events"],
  feed: ["feed"],
  onboarding: ["onboarding"],
  summary: ["summary"],
} as const;
