import type { Trade } from "./trade.ts";

/** Makers and sellers of food and drink. */
export const food: readonly Trade[] = [
  {
    family: "food",
    words: /bak(?:e|es|ed|ery|ing)\b|bread|sourdough|\bcakes?\b|cookie|pastr|donut|cupcake/g,
    thing: "baked goods",
    one: "loaf",
    scenes: ["shaping dough", "scoring a loaf", "opening the oven", "packing a box"],
    topics: [
      ["keeping bread fresh", "How do I keep bread fresh?"],
      ["how the dough rests", "Why does good dough take so long?"],
      ["freezing and reheating", "Can I freeze it?"],
      ["flour and ingredients", "Where do the ingredients come from?"],
      ["ordering ahead", "How early should I order?"],
      ["what to serve with it", "What goes well with it?"],
    ],
  },
  {
    family: "food",
    words: /coffee|espresso|roaster|\btea\b|teahouse|\bcaf[eé]s?\b/g,
    thing: "coffee and tea",
    one: "cup",
    scenes: ["grinding beans", "pouring a cup", "opening a fresh bag", "setting up the bar"],
    topics: [
      ["brewing at home", "How do I brew a better cup at home?"],
      ["choosing a roast", "Which roast will I like?"],
      ["grind size", "Which grind do I need?"],
      ["keeping beans fresh", "How do I store beans?"],
      ["where the beans come from", "Where do the beans come from?"],
    ],
  },
  {
    family: "food",
    words: /restaurant|food truck|cater|\bmenu\b|\bchef\b|diner|pizza|taco|bistro|kitchen/g,
    thing: "meals",
    one: "meal",
    scenes: ["plating a dish", "prepping in the morning", "a delivery of produce", "the table being set"],
    topics: [
      ["today's favorite dish", "Which dish should I try first?"],
      ["booking for a group", "Can you take a group?"],
      ["allergies and diets", "What can I eat with an allergy?"],
      ["where the produce comes from", "Where do your ingredients come from?"],
      ["catering an office lunch", "How does catering work?"],
    ],
  },
  {
    family: "food",
    words: /\bjams?\b|honey|sauce|spice|chocolate|granola|pickle|olive oil|preserve|salsa|snack/g,
    thing: "pantry goods",
    one: "jar",
    scenes: ["stirring a pot", "filling jars", "labelling a batch", "a table being laid"],
    topics: [
      ["three quick recipes", "What can I cook with it?"],
      ["how long it keeps", "How long does it keep once opened?"],
      ["where it comes from", "Where does it come from?"],
      ["pairing ideas", "What goes well with it?"],
      ["gift boxes", "Which box makes a good gift?"],
    ],
  },
  {
    family: "food",
    words: /brew(?:ery|ing)|\bbeers?\b|\bwines?\b|winery|distill|kombucha|cider|cocktail/g,
    thing: "drinks",
    one: "bottle",
    scenes: ["checking a tank", "filling bottles", "labelling a batch", "pouring a tasting"],
    topics: [
      ["serving temperature", "How cold should I serve it?"],
      ["food pairings", "What should I eat with it?"],
      ["how a batch is made", "How is a batch made?"],
      ["tastings and visits", "Can I come and taste?"],
      ["storing bottles", "How do I store a bottle?"],
    ],
  },
];
