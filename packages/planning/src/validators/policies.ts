import type { ClientProfile } from "@alva/contracts/profile";
import { hasForeignLink, ownHost } from "./links.ts";

/** A rule that no task may break, as the ledger names it. */
export type Policy = "asks_credentials" | "ads_to_minors" | "face_or_voice" | "foreign_link" | "no_promos";

/** What the policies look at. */
export interface TaskText {
  title: string;
  /** Everything a person reads: title, description, steps and reasons. */
  texts: readonly string[];
  isAd: boolean;
}

/** The policies of plan pipeline section 3.1 that a task breaks, given its owner's profile. */
export function brokenPolicies({ title, texts, isAd }: TaskText, profile: ClientProfile): Policy[] {
  const { shows_face_or_voice } = profile.content_presence;
  const { run_promos } = profile.business_model;
  const own = ownHost(profile);
  const checks: [Policy, boolean][] = [
    ["asks_credentials", texts.some(asksForCredentials)],
    ["ads_to_minors", isAd && texts.some(aimsAtMinors)],
    ["face_or_voice", shows_face_or_voice === "no" && texts.some(needsFaceOrVoice)],
    ["foreign_link", texts.some((text) => hasForeignLink(text, own))],
    ["no_promos", run_promos === "no_promos" && offersDiscount(title)],
  ];
  return checks.flatMap(([policy, isBroken]) => (isBroken ? [policy] : []));
}

/** Whether a text asks someone to hand over a password, a code or card details. */
export function asksForCredentials(text: string): boolean {
  return asksFor(text, credentials);
}

/** Whether a text aims at people under 18; the parents of children are not meant. */
export function aimsAtMinors(text: string): boolean {
  const rest = text.replaceAll(parents, "");
  return asksFor(rest, minors) || youngAges(rest);
}

/** Whether a text wants the owner seen, heard or live. */
export function needsFaceOrVoice(text: string): boolean {
  return asksFor(text, faceOrVoice);
}

/** Whether a title announces a reduced price. */
export function offersDiscount(title: string): boolean {
  return asksFor(title, discount);
}

const credentials =
  /\b(?:send|share|give|tell|e-?mail|enter|type|provide|confirm|reply with|post|forward|submit|paste|collect|ask for)\b[^.!?\n]{0,60}\b(?:passwords?|passcodes?|pin (?:codes?|numbers?)|log-?ins?(?: details| data)?|credentials?|api keys?|secret keys?|security codes?|verification codes?|one-time codes?|card numbers?|bank details|social security|connection strings?)\b/gi;
const faceOrVoice =
  /\bselfies?\b|\b(?:talk|talking|speak|speaking|look|looking) (?:directly |straight )?(?:to|into|at) (?:the |your )?camera\b|\bon[- ]camera\b|\b(?:go|going|went|goes) live\b|\blive ?-?stream\w*|\blive (?:video|q ?& ?a|session|broadcast|shopping|demo|reel|show)\w*|\b(?:show|film|record|put) (?:your|my) (?:own )?(?:face|voice)\b|\byour face (?:on|in|to)\b|\bvoice-?overs?\b/gi;
const discount =
  /\bdiscount\w*|\bcoupons?\b|\bpromo(?:tion)? codes?\b|\bvouchers?\b|\bmark-?downs?\b|\bclearance\b|\bbogo\b|\b(?:on|a|our|the|your|flash|friday|monday|spring|summer|autumn|fall|winter|holiday|christmas|season|year|big|hour|week(?:end)?) sales?\b(?! by| calls?| from| per| page| channel)|\bsale (?:starts?|ends?|week|day|prices?|now|announcement)\b|\b(?:for|percent|%) off\b|\d ?% (?:off|less)|\breduced prices?\b|\b(?:announce|launch|run|start|post|send|promote) (?:\w+ ){0,2}sale\b/gi;
const minors =
  /\b(?:target|targets|targeting|aim(?:ed|ing)? at|reach(?:ing)?|audiences?|advertis\w+ to|ads? (?:for|to|at))\b(?:\W+[\w'-]+){0,4}?\W+(?:teens?|teenagers?|minors|kids|children|under[- ]?1[0-8]s?|adolescents?|(?:high[- ])?school(?:ers|children| students))\b(?!['’])|^(?:teens?|teenagers?|minors|kids|children|adolescents?)\b|\bteen(?:ager)?s? (?:aged|audience)|\bunder[- ]1[0-8]s\b/gi;
const parents =
  /\b(?:grand)?(?:parents|mothers|fathers|mums|moms|dads|families|guardians) (?:of|with) [^,;.\n]{0,40}/gi;
const ages = /\b(?:ages?|aged|age range):? ?(\d{1,2})(?= ?(?:-|–|to|and|\+))/gi;
const negation =
  /\b(?:no|not|never|without|don.?t|do not|avoid|skip|instead of|rather than|exclude|excluding|nobody|nothing)\b[^.!?;\n]*$/i;
const negationReach = 40;

/** Whether a pattern occurs without a negation shortly before it: "no live video needed" asks for none. */
function asksFor(text: string, pattern: RegExp): boolean {
  return Array.from(text.matchAll(pattern)).some(
    ({ index }) => !negation.test(text.slice(Math.max(0, index - negationReach), index)),
  );
}

/** An age range that begins below 18. */
function youngAges(text: string): boolean {
  return Array.from(text.matchAll(ages)).some(([, from]) => Number(from) < 18);
}
