import { onboarding } from "@alva/contracts/onboarding-cards";
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

export default async function CardPage({ params }: CardPageProps) {
  const { section, card } = await params;
  const found = onboarding.cards.find(({ route }) => route === `/onboarding/${section}/${card}`);
  return <LateCard number={found?.number ?? 1} />;
}
