import type { Move, Purpose } from "./next-value.ts";

/** What a move does, and what comes after it. */
interface Guidance {
  readonly now: string;
  /** What to wait for before the next move, with the reason; absent when there is none. */
  readonly wait?: string;
}

/** Each purpose: the secret that holds its keys, and what an operator is to know at each move. */
export const guidance: Readonly<
  Record<
    Purpose,
    {
      readonly secret: string;
      readonly worker: "auth" | "api";
      readonly moves: Readonly<Record<Move, Guidance>>;
    }
  >
> = {
  signing: {
    secret: "AUTH_SIGNING_KEYS",
    worker: "auth",
    moves: {
      introduce: {
        now: "The new key is published beside the old one, which still signs.",
        wait: "11 minutes: each api worker asks for the keys again within 10 minutes. Then promote.",
      },
      promote: {
        now: "The new key signs. What the old one signed is still accepted.",
        wait: "16 minutes: the last token of the old key lives 15 minutes and is forgiven 5 seconds. Then retire.",
      },
      retire: { now: "The old key is gone. The api workers forget it within 10 minutes." },
      replace: {
        now: [
          "Every older key is gone, and with it every access token that is out: refused by the auth worker at once and",
          "by each api worker within 10 minutes. To have it refused there at once too, deploy the api worker with the",
          "public keys below. Sessions live on: a refresh gives a token of the new key. An api worker that asked for",
          "the keys a moment ago does not know that one for up to 30 seconds.",
        ].join("\n"),
      },
    },
  },
  link: {
    secret: "AUTH_LINK_KEY",
    worker: "auth",
    moves: {
      introduce: {
        now: "The new key is known and not used yet. Else a mail could be sent again by a version that lacks it.",
        wait: "5 minutes: until no older version serves. Then promote.",
      },
      promote: {
        now: [
          "New links are made with the new key. So are hashes of addresses in the audit log: whoever must match older",
          "entries keeps the old key elsewhere.",
        ].join("\n"),
        wait: "15 minutes: a mail is sent again until its link expires after 10 minutes. Then retire.",
      },
      retire: {
        now: "The old key is gone. Links that were delivered go on working; they are compared by hash.",
      },
      replace: {
        now: [
          "Every older key is gone. Mails that still wait are not sent, so those people must ask again. Links that were",
          "delivered go on working for their 10 minutes.",
        ].join("\n"),
      },
    },
  },
  refresh: {
    secret: "AUTH_REFRESH_KEY",
    worker: "auth",
    moves: {
      introduce: {
        now: [
          "The new key is known and not used yet. Else a refresh that is repeated within 10 seconds could meet a version",
          "that cannot make the same successor, and the browser would be signed out.",
        ].join("\n"),
        wait: "5 minutes: until no older version serves. Then promote.",
      },
      promote: {
        now: "Successors are made with the new key.",
        wait: "5 minutes: the old one is needed for the 10 seconds in which a refresh may be repeated. Then retire.",
      },
      retire: {
        now: "The old key is gone. Sessions do not depend on it; their tokens are compared by hash.",
      },
      replace: {
        now: [
          "Every older key is gone. Sessions live on; only a browser that repeats a refresh at this very moment is signed",
          "out.",
        ].join("\n"),
      },
    },
  },
  unsubscribe: {
    secret: "API_UNSUBSCRIBE_KEY",
    worker: "api",
    moves: {
      introduce: {
        now: "The new key is known and not used yet. Else a link could meet a version that does not recognise it.",
        wait: "5 minutes: until no older version serves. Then promote.",
      },
      promote: {
        now: "New mails end by links of the new key. Links of the old one still work.",
        wait: "as long as links in old mails shall work, a year say: they do not expire. Then retire.",
      },
      retire: { now: "The old key is gone, and with it the links of mails that were sent with it." },
      replace: {
        now: "Every older key is gone. Links in mails that were sent no longer work; the settings in the app do.",
      },
    },
  },
};
