import * as z from "zod";
import { Kpi } from "./custom-plan.ts";
import { Operation } from "./task.ts";
import { lineOfText } from "./text.ts";

const measure = Kpi.shape.name.describe("The name of one of the plan's measures");

/** What its owner read off a measure on a day, in their own words: measures are read in many places, as "12" or "about $400". */
export const MeasuredValue = z
  .object({
    measure,
    measured_on: z.iso.date().describe("In the plan's time zone"),
    value: z.string(),
    updated_at: z.iso.datetime(),
  })
  .meta({ id: "MeasuredValue" });
export type MeasuredValue = z.infer<typeof MeasuredValue>;

/** The value of a measure on a day. There is one a day: another takes its place, and `null` takes it back. */
export const LogMeasure = Operation.extend({
  measure,
  measured_on: z.iso
    .date()
    .optional()
    .describe("Today in the plan's time zone when left out; never a later day"),
  value: lineOfText({ min: 1, max: 40 }).nullable(),
}).meta({ id: "LogMeasure" });
export type LogMeasure = z.infer<typeof LogMeasure>;

/** The measure's day as it now is, and what stood there before, to which one can go back. */
export const MeasureLogged = MeasuredValue.extend({
  value: MeasuredValue.shape.value.nullable().describe("Null when there is none"),
  replaced: MeasuredValue.shape.value.nullable().describe("Null when there was none"),
}).meta({ id: "MeasureLogged" });
export type MeasureLogged = z.infer<typeof MeasureLogged>;
