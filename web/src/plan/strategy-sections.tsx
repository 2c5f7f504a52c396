import type { CustomPlan } from "@alva/contracts/custom-plan";
import type { Plan } from "@alva/contracts/plan";
import { shortDate } from "../components/dates.ts";
import { SectionHeading } from "../components/ui/card.tsx";
import { Reasons } from "../reasons/reasons.tsx";
import { AdBudget } from "./ad-budget.tsx";
import { Channels } from "./channels.tsx";
import { labelsAt } from "./labels.ts";
import { Measures } from "./measures.tsx";

/** What a plan's strategy says: direction, brand, channels, seasons and measures. */
export function StrategySections({ plan }: { readonly plan: Plan }) {
  const { custom_plan: strategy } = plan;
  if (strategy === null) return null;
  return (
    <>
      <Direction strategy={strategy} />
      <BrandSnapshot plan={plan} />
      <Channels planId={plan.id} channels={strategy.channels} />
      <AdBudget plan={plan} />
      <Seasons planId={plan.id} strategy={strategy} />
      <Measures plan={plan} kpis={strategy.kpis} />
    </>
  );
}

const tile = "flex flex-col gap-1 rounded-card border border-line bg-surface p-4";

interface StrategyProps {
  readonly strategy: CustomPlan;
}

function Direction({ strategy }: StrategyProps) {
  return (
    <section className="flex flex-col gap-3">
      <SectionHeading>Direction</SectionHeading>
      <p>{strategy.summary}</p>
      <ul className="grid gap-3 sm:grid-cols-3">
        {strategy.content_pillars.map(({ name, description }) => (
          <li key={name} className={tile}>
            <h3 className="font-semibold">{name}</h3>
            <p className="text-sm text-muted">{description}</p>
          </li>
        ))}
      </ul>
      <ul className="list-disc pl-5">
        {strategy.strategy_notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </section>
  );
}

function BrandSnapshot({ plan: { profile } }: { readonly plan: Plan }) {
  const facts = [
    { term: "Business", words: [profile.user_profile.business_name].filter((name) => name !== "") },
    { term: "Vibe", words: labelsAt(profile, "brand_identity.vibe_tags") },
    { term: "Goals", words: labelsAt(profile, "marketing_goals.top_goals") },
    {
      term: "Audience",
      words: labelsAt(profile, "target_audience.personas"),
    },
  ];
  return (
    <section className="flex flex-col gap-3">
      <SectionHeading>Brand snapshot</SectionHeading>
      <dl className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
        {facts.map(({ term, words }) => (
          <div key={term} className={tile}>
            <dt className="text-sm text-muted">{term}</dt>
            <dd className="break-words">{words.length === 0 ? "Not answered" : words.join(", ")}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

interface ReasonedProps extends StrategyProps {
  readonly planId: string;
}

function Seasons({ planId, strategy }: ReasonedProps) {
  if (strategy.priority_seasons.length === 0) return null;
  return (
    <section className="flex flex-col gap-3">
      <SectionHeading>Seasons and hooks</SectionHeading>
      <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
        {strategy.priority_seasons.map((season) => (
          <li key={season.id} className={tile}>
            <h3 className="font-semibold">{season.name}</h3>
            <p className="text-sm text-muted">
              {shortDate(season.starts_on)} to {shortDate(season.ends_on)}
            </p>
            <p>{season.idea}</p>
            <div className="text-sm">
              <Reasons planId={planId} because={season.because} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
