import * as z from "zod";

/** The money for ads of a plan that has any, and the campaigns it goes to. In US dollars a month. */
export const AdBudget = z.object({
  monthly_total: z.number().min(0).describe("US dollars; set by code"),
  allocation: z.array(z.object({ name: z.string().min(1).max(60), amount: z.number().min(0) })).max(6),
});
export type AdBudget = z.infer<typeof AdBudget>;
