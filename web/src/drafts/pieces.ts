import type { Platform } from "@alva/contracts/custom-plan";
import type { DraftContent } from "@alva/contracts/draft";

/** A part of a draft that is copied by itself. */
export interface Piece {
  readonly label: string;
  readonly text: string;
  /** Whether it is read by customers as it stands; what goes beside it, a picture's description say, is not. */
  readonly isText: boolean;
}

/** What a draft is made of, in the order it is used. */
export function piecesOf(content: DraftContent): Piece[] {
  switch (content.format) {
    case "social_post":
      return content.posts.flatMap(({ platform, text, picture }) => [
        piece(`Post for ${platformNames[platform]}`, text),
        beside(`Picture for ${platformNames[platform]}`, picture),
      ]);
    case "email":
      return [
        piece("Subject", content.subject),
        piece("Preview line", content.preview),
        piece("Message", content.body),
      ];
    case "ad":
      return [
        piece("Headlines", lines(content.headlines)),
        piece("Descriptions", lines(content.descriptions)),
      ];
    case "how_to":
      return [
        piece("To begin", content.intro),
        piece("Steps", content.steps.map((step, index) => `${index + 1}. ${step}`).join("\n")),
        ...(content.text === undefined ? [] : [piece("Words to use", content.text)]),
      ];
    case "outline":
      return [
        piece("Title", content.h1),
        piece("Sections", lines(content.h2)),
        ...(content.h3.length > 0 ? [piece("Under the sections", lines(content.h3))] : []),
        ...(content.faq.length > 0 ? [piece("Questions to answer", lines(content.faq))] : []),
      ];
    case "post":
      return postPieces(content);
  }
}

function postPieces(post: Extract<DraftContent, { format: "post" }>): Piece[] {
  const { title, h1, slug, sections, images, metadata } = post;
  const body = sections.map(({ heading, body_markdown: text }) => `## ${heading}\n\n${text}`);
  return [
    piece("Post, as Markdown", [`# ${h1}`, ...body].join("\n\n")),
    ...(images.length > 0
      ? [
          beside(
            "Pictures",
            lines(images.map(({ alt, caption }) => (caption === "" ? alt : `${alt} (${caption})`))),
          ),
        ]
      : []),
    beside(
      "For search engines",
      lines([
        `Page title: ${title}`,
        `Address ends with: ${slug}`,
        `Found by: ${[metadata.primary_keyword, ...metadata.secondary_keywords].join(", ")}`,
        `When shared: ${metadata.og_title}. ${metadata.og_description}`,
      ]),
    ),
  ];
}

/** What customers will read, as one text to edit; each part under its name where there are several. */
export function textOf(content: DraftContent): string {
  const texts = piecesOf(content).filter(({ isText }) => isText);
  const [only] = texts;
  if (texts.length === 1 && only) return only.text;
  return texts.map(({ label, text }) => `${label}:\n${text}`).join("\n\n");
}

const platformNames: Readonly<Record<Platform, string>> = {
  instagram: "Instagram",
  facebook: "Facebook",
  tiktok: "TikTok",
  pinterest: "Pinterest",
  linkedin: "LinkedIn",
  youtube: "YouTube",
  x: "X",
};

const piece = (label: string, text: string): Piece => ({ label, text, isText: true });
const beside = (label: string, text: string): Piece => ({ label, text, isText: false });
const lines = (texts: readonly string[]): string => texts.join("\n");
