import { channels, type Channel } from "@alva/contracts/master-plan";
import { ReplanWish } from "@alva/contracts/plan-changes";

/** The hours and money of a person and the channels of their plan. */
export interface Means {
  readonly hours: number;
  /** US dollars a month; null while nothing was said. */
  readonly budget: number | null;
  readonly channels: Readonly<Record<Channel, boolean>>;
}

/** What is wished for: that which differs from how it is. */
export function wishOf(now: Means, wanted: Means): ReplanWish {
  const switched = channels.filter((channel) => wanted.channels[channel] !== now.channels[channel]);
  return {
    ...(wanted.hours === now.hours ? {} : { hours: wanted.hours }),
    ...(wanted.budget === now.budget || wanted.budget === null ? {} : { monthly_ad_budget: wanted.budget }),
    ...(switched.length === 0
      ? {}
      : { channels: Object.fromEntries(switched.map((channel) => [channel, wanted.channels[channel]])) }),
  };
}

/** The means as a wish would have them. */
export function withWish(now: Means, wish: ReplanWish): Means {
  return {
    hours: wish.hours ?? now.hours,
    budget: wish.monthly_ad_budget ?? now.budget,
    channels: { ...now.channels, ...wish.channels },
  };
}

/** Where a wish is shown with what it would do. */
export function replanPath(wish: ReplanWish): string {
  return `/plan/replan?wish=${encodeURIComponent(JSON.stringify(wish))}`;
}

/** The wish of an address; one that cannot be read wishes for nothing. */
export function readWish(written: string | null): ReplanWish {
  try {
    return ReplanWish.parse(JSON.parse(written ?? "{}"));
  } catch {
    return {};
  }
}
