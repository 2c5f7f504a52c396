import type { Trade } from "./trade.ts";

/** Services to persons and their pets. */
export const personalServices: readonly Trade[] = [
  {
    family: "personal_service",
    words: /\bsalon\b|barber|\bhair|\bnails?\b|\blash(?:es)?\b|\bbrows?\b|stylist/g,
    thing: "appointments",
    one: "appointment",
    scenes: ["a color being mixed", "a finished look from behind", "tools laid out", "the chair ready"],
    topics: [
      ["making a style last", "How do I make it last between visits?"],
      ["choosing a cut", "Which cut suits my hair?"],
      ["color care", "How do I look after color?"],
      ["first visit", "What happens at a first visit?"],
      ["getting ready for an event", "When should I book before an event?"],
    ],
  },
  {
    family: "personal_service",
    words: /massage|\bspa\b|facial|wellness|acupunct|reiki|esthetic/g,
    thing: "treatments",
    one: "treatment",
    scenes: ["warm towels", "oils laid out", "the room being prepared", "hands at work"],
    topics: [
      ["choosing a treatment", "Which treatment is right for me?"],
      ["the first visit", "What happens at a first visit?"],
      ["after a treatment", "What should I do afterwards?"],
      ["how often to come", "How often should I come?"],
      ["desk shoulders", "What helps after a day at a desk?"],
    ],
  },
  {
    family: "personal_service",
    words: /fitness|\byoga\b|pilates|\bgym\b|personal train|strength|running coach|dance|martial arts/g,
    thing: "training",
    one: "session",
    scenes: [
      "a movement shown by hands and feet",
      "the room being set up",
      "a training plan on paper",
      "a finished class board",
    ],
    topics: [
      ["starting after a break", "How do I start again after a break?"],
      ["twenty-minute sessions", "What can I do in twenty minutes?"],
      ["sore knees", "What if my knees hurt?"],
      ["the first class", "What happens in a first class?"],
      ["keeping a habit", "How do I keep it up?"],
    ],
    seasons: [
      {
        id: "new_year_start",
        name: "New-year start",
        from: [12, 28],
        to: [1, 31],
        idea: "A gentle first month for people who start again.",
      },
      {
        id: "september_restart",
        name: "September restart",
        from: [9, 1],
        to: [9, 30],
        idea: "Back to a rhythm after the summer.",
      },
    ],
  },
  {
    family: "personal_service",
    words: /dental|dentist|clinic|physio|chiropract|therap(?:y|ist)|counsel|nutrition|dietit|optom/g,
    thing: "appointments",
    one: "appointment",
    scenes: [
      "the welcome desk",
      "a calm treatment room",
      "tools explained on a tray",
      "a hand-drawn diagram",
    ],
    topics: [
      ["the first appointment", "What happens at a first appointment?"],
      ["how many visits", "How many visits will I need?"],
      ["questions to bring", "What should I ask?"],
      ["between appointments", "What can I do between appointments?"],
      ["paying and insurance", "How do payment and insurance work?"],
    ],
  },
  {
    family: "personal_service",
    words: /groom|dog (?:walk|train|sit)|pet (?:sit|care|groom)|kennel|puppy/g,
    thing: "pet care",
    one: "visit",
    scenes: ["a dog before and after", "tools laid out", "a walk in the park", "a happy finished groom"],
    topics: [
      ["brushing at home", "How often should I brush?"],
      ["the first visit", "How do I prepare my dog?"],
      ["nervous dogs", "What if my dog is nervous?"],
      ["how often to book", "How often should we come?"],
    ],
  },
  {
    family: "personal_service",
    words: /tutor|music lesson|piano|language (?:class|lesson|school)|teach|childcare|daycare|preschool/g,
    thing: "lessons",
    one: "lesson",
    scenes: [
      "a page of notes",
      "hands on an instrument or book",
      "the room being set up",
      "a progress chart",
    ],
    topics: [
      ["the first lesson", "What happens in a first lesson?"],
      ["practice at home", "How much practice is enough?"],
      ["staying motivated", "How do we stay motivated?"],
      ["choosing a teacher", "How do I choose a teacher?"],
      ["seeing progress", "When will we see progress?"],
    ],
    seasons: [
      {
        id: "back_to_school",
        name: "Back to school",
        from: [8, 10],
        to: [9, 20],
        idea: "Help families plan the term's lessons.",
      },
      { id: "new_term", name: "New term", from: [1, 4], to: [1, 31], idea: "A fresh start after the break." },
    ],
  },
];
