import { limitRequests } from "@alva/http/limit-requests";
import { networkOf } from "@alva/http/network";
import type { Ports } from "../ports.ts";

/** Limits how many links one network may have mailed, whatever for. */
export function limitSends({ sendLimits }: Ports) {
  return limitRequests({
    limiter: sendLimits.network,
    identify: networkOf,
    detail: "Too many links were asked for from your network. Try again later.",
  });
}

/** Limits how many links one network may spend, whatever for. */
export function limitVerifications({ sessionLimits }: Ports) {
  return limitRequests({
    limiter: sessionLimits.verify,
    identify: networkOf,
    detail: "Too many links were opened from your network. Wait a moment, then try again: yours still works.",
  });
}
