import type { DraftContent } from "@alva/contracts/draft";

/** Every text of a draft that somebody will read. */
export function draftTexts(content: DraftContent): string[] {
  switch (content.format) {
    case "social_post":
      return content.posts.flatMap(({ text, picture }) => [text, picture]);
    case "email":
      return [content.subject, content.preview, content.body];
    case "ad":
      return [...content.headlines, ...content.descriptions];
    case "how_to":
      return [content.intro, ...content.steps, content.text ?? ""];
    case "outline":
      return [content.h1, ...content.h2, ...content.h3, ...content.faq];
    case "post": {
      const { title, h1, sections, images, metadata } = content;
      const { og_title, og_description, schema_article } = metadata;
      return [
        title,
        h1,
        ...sections.flatMap(({ heading, body_markdown }) => [heading, body_markdown]),
        ...images.flatMap(({ alt, caption }) => [alt, caption]),
        og_title,
        og_description,
        schema_article.headline,
        schema_article.description,
      ];
    }
  }
}
