"use client";
import { useDashboard } from "../api/dashboard.ts";
import { dateAndTime } from "./dates.ts";

/** An instant (RFC 3339) in the plan's time zone (product specification, section 5); without a plan, in the device's. */
export function Moment({ at }: { readonly at: string }) {
  const { data: dashboard } = useDashboard();
  return <time dateTime={at}>{dateAndTime(at, dashboard?.plan.timezone)}</time>;
}
