/** How an empty desk opens (product specification, section 6.12). */
export const opening = {
  sentence: "I know your answers and your plan. Ask me what to do, why, or what to change.",
  suggestions: ["What's next?", "Why these channels?", "I have less time this week."],
} as const;
