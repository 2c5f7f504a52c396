import { onboarding } from "@alva/contracts/onboarding-cards";
import type { Metadata } from "next";
import { LateCard } from "../../../../shell/late-pages.tsx";

interface CardPageProps {
  readonly params: Promise<{ readonly section: string; readonly card: string }>;
}

export const dynamicParams = false;

/** One static page per card. */
export function generateStaticParams() {
  return onboarding.cards.map(({ route }) => {
    const [, , section = "", card = ""] = route.split("/");
    return { section, card };
  });
}

/** Where the person is; what the card asks is read out with its heading. */
export async function generateMetadata({ params }: CardPageProps): Promise<Metadata> {
  const found = await cardAt(params);
  const section = onboarding.sections.find(({ id }) => id === found?.section);
  return { title: `Card ${found?.number ?? 1}, ${section?.title ?? ""}` };
}

export default async function CardPage({ params }: CardPageProps) {
  const found = await cardAt(params);
  return <LateCard number={found?.number ?? 1} />;
}

async function cardAt(params: CardPageProps["params"]) {
  const { section, card } = await params;
  return onboarding.cards.find(({ route }) => route === `/onboarding/${section}/${card}`);
}
