import { expect, test } from "vitest";
import { examples } from "../playbook/testing/profiles.ts";
import {
  aimsAtMinors,
  asksForCredentials,
  brokenPolicies,
  needsFaceOrVoice,
  offersDiscount,
} from "./policies.ts";

test.each([
  ["Send your password to support", true],
  ["Ask customers to reply with their card number", true],
  ["Share the login details with the freelancer", true],
  ["Enter the verification code on this page", true],
  ["Never share your password with anyone", false],
  ["Share a pin on Pinterest", false],
  ["Log in to Mailchimp and open the form", false],
  ["Post a photo of your new card", false],
])("asks for credentials: %s: %s", (text, expected) => {
  expect(asksForCredentials(text)).toBe(expected);
});

test.each([
  ["Film yourself talking to the camera", true],
  ["Post a selfie from the fair", true],
  ["Go live on Instagram for ten minutes", true],
  ["Host a live Q&A", true],
  ["Record a voice-over", true],
  ["Show your face in the first second", true],
  ["Film hands only, no talking to camera", false],
  ["Make a clip without a voiceover", false],
  ["Show how people live with your candles", false],
  ["Film a close-up of the wick", false],
])("needs face or voice: %s: %s", (text, expected) => {
  expect(needsFaceOrVoice(text)).toBe(expected);
});

test.each([
  ["Announce a 20% off weekend", true],
  ["Send the coupon e-mail", true],
  ["Plan the Black Friday sale", true],
  ["Promote the clearance", true],
  ["Create a promo code for fans", true],
  ["Write why there is no discount", false],
  ["Review sales by channel", false],
  ["Prepare notes for sales calls", false],
  ["Write the after-sale thank-you", false],
])("offers a discount: %s: %s", (title, expected) => {
  expect(offersDiscount(title)).toBe(expected);
});

test.each([
  ["Launch ads for teenagers", true],
  ["Target high school students near you", true],
  ["Audience: ages 13-17", true],
  ["Aged 16 to 24 on TikTok", true],
  ["Teens who love gaming", true],
  ["Reach parents of teenagers 13-17", false],
  ["Adults aged 25 to 40", false],
  ["Build a search ad for children's shoes", false],
  ["Exclude under-18s from the audience", false],
])("aims at minors: %s: %s", (text, expected) => {
  expect(aimsAtMinors(text)).toBe(expected);
});

test("which policies hold depends on the owner's answers", () => {
  const bold = { title: "Go live with a 10% off sale", texts: ["Go live with a 10% off sale"], isAd: false };
  expect(brokenPolicies(bold, examples.solo)).toEqual(["face_or_voice"]);
  expect(brokenPolicies(bold, examples.consultancy)).toEqual(["no_promos"]);
  expect(brokenPolicies(bold, examples.service)).toEqual([]);
  const young = { title: "Target teens", texts: ["Target teens"], isAd: true };
  expect(brokenPolicies(young, examples.service)).toEqual(["ads_to_minors"]);
  expect(brokenPolicies({ ...young, isAd: false }, examples.service)).toEqual([]);
});
