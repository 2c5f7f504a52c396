"use client";
import type { ProfileSection } from "@alva/contracts/profile-version";
import { useProfileVersions } from "../../api/profile.ts";
import { Moment } from "../../components/moment.tsx";
import { Loaded } from "../../components/loaded.tsx";
import { ShowMore } from "../../components/show-more.tsx";
import { Card, SectionHeading } from "../../components/ui/card.tsx";
import { Skeleton } from "../../components/ui/skeleton.tsx";

/** What changed in the profile, and when. */
export function Versions() {
  const versions = useProfileVersions();
  return (
    <Card className="flex flex-col items-start gap-3">
      <SectionHeading>What changed when</SectionHeading>
      <p>A version is kept for 12 months, and for as long as a plan rests on it.</p>
      <Loaded query={versions} outline={<Skeleton className="h-24" />}>
        {({ pages }) => (
          <ol className="flex flex-col gap-2">
            {pages
              .flatMap(({ items }) => items)
              .map(({ version, at, changed }) => (
                <li key={version}>
                  <span className="font-semibold">Version {version}</span>, <Moment at={at} />
                  <span className="block text-sm text-muted">
                    {changed.length === 0
                      ? "The oldest that is kept"
                      : changed.map((one) => sections[one]).join(", ")}
                  </span>
                </li>
              ))}
          </ol>
        )}
      </Loaded>
      <ShowMore query={versions}>Show earlier ones</ShowMore>
    </Card>
  );
}

const sections: Readonly<Record<ProfileSection, string>> = {
  user_profile: "Your business",
  brand_identity: "Brand",
  target_audience: "Customers",
  business_model: "What you sell",
  content_presence: "Content and social",
  marketing_goals: "Goals",
  constraints: "Time, budget and tools",
  other_text: "Answers in your own words",
  client_notes: "Notes",
};
