/** General advice, one a day. None promises a result or rests on a number. */
const tips = [
  "Write the way you talk to a customer at the counter. Read it aloud once before you publish.",
  "One clear photograph in daylight does more than five hurried ones.",
  "Answer the question you were asked most this week. That is your next post.",
  "Put the next step in one sentence: what to click, where to call, when to come by.",
  "Ask a happy customer for a review on the day they thank you.",
  "A subject line that names the benefit is easier to open than a clever one.",
  "Show the making of the thing, not only the thing.",
  "Keep a note of the words customers use. They search with the same ones.",
  "Say the price, or the range. Silence about it costs you the people it would have suited.",
  "Reply to each comment of today before you plan the post of tomorrow.",
  "Use one picture three ways: in a post, in an e-mail, on the page where it is sold.",
  "Your opening hours, address and phone number should read the same everywhere.",
  "If a task feels too large, do its first step and write down the second.",
  "Thank a regular by name, with their permission. It reads better than an advertisement.",
  "Look at your own page on a phone, as a stranger would. Mend the first thing that stops you.",
  "Tell what the thing is for before you tell what it is made of.",
  "A short e-mail that goes out is better than a long one that waits.",
] as const;

/** The tip of a local day (`YYYY-MM-DD`): the same all day, and the next one the day after. */
export function tipOf(day: string): string {
  const number = Math.floor(Date.parse(`${day}T00:00:00Z`) / 86_400_000);
  return tips[number % tips.length] ?? tips[0];
}
