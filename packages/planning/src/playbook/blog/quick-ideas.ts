import { type Business, goalOf } from "../business.ts";
import type { Idea } from "../ideas.ts";

/** Ten to fifteen minutes each, the most useful first. */
export function quickIdeas(business: Business): Idea[] {
  const goal = business.why(["marketing_goals.top_goals", goalOf(business.profile)]);
  const quick = (id: string, title: string, desc: string, steps: string[], minutes = 15): Idea => ({
    id,
    title,
    desc,
    steps,
    effort: 1,
    quick: minutes,
    every: [1, 2, 4],
    because: goal,
  });
  return [
    quick(
      "blg_heard",
      "Note one question you heard this week",
      "In the words it was asked. It may become a post.",
      ["Think of one conversation", "Write the question down", "Add a one-sentence answer"],
      10,
    ),
    quick(
      "blg_inlink",
      "Link an older page to a newer post",
      "Readers and search engines find posts through links.",
      ["Choose a page people visit", "Link one sentence to a newer post"],
      10,
    ),
    quick(
      "blg_first",
      "Improve the first two lines of one post",
      "Most people read only these. The answer belongs there.",
      ["Open a post", "Put the answer first", "Cut one sentence"],
    ),
    quick(
      "blg_send",
      "Send one post to someone who asked",
      "The best reader is a person with the question.",
      ["Choose a person", "Write two lines", "Send the link to your post"],
      10,
    ),
    quick(
      "blg_alt",
      "Describe the pictures of one page in words",
      "People who cannot see them, and search engines, read the description.",
      ["Open a page", "Say in one line what each picture shows"],
    ),
  ];
}
