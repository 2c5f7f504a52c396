import { channels } from "@alva/contracts/master-plan";
import { DollarsAMonth, HoursAWeek } from "@alva/contracts/whole-number";
import { channelLook } from "../components/channels.ts";
import { CheckBox } from "../components/ui/check-box.tsx";
import { CountedNumber } from "./counted-number.tsx";
import { SlidNumber } from "./slid-number.tsx";
import type { Means } from "./wish.ts";

interface MeansFormProps {
  readonly means: Means;
  readonly onChange: (means: Means) => void;
}

/** Hours, ad budget and channels to plan with. */
export function MeansForm({ means, onChange }: MeansFormProps) {
  return (
    <div className="grid gap-6 md:grid-cols-2">
      <HoursField value={means.hours} onChange={(hours) => onChange({ ...means, hours })} />
      <CountedNumber
        label="Ad budget in dollars a month"
        min={0}
        max={100_000}
        schema={DollarsAMonth}
        value={means.budget ?? undefined}
        onChange={(budget) => onChange({ ...means, budget })}
      />
      <fieldset className="md:col-span-2">
        <legend className="mb-1 text-sm font-semibold">Channels</legend>
        <div className="flex flex-wrap gap-x-6">
          {channels.map((channel) => (
            <CheckBox
              key={channel}
              checked={means.channels[channel]}
              onChange={(isOn) => onChange({ ...means, channels: { ...means.channels, [channel]: isOn } })}
            >
              {channelLook[channel].name}
            </CheckBox>
          ))}
        </div>
      </fieldset>
    </div>
  );
}

interface HoursFieldProps {
  readonly value: number;
  readonly onChange: (hours: number) => void;
}

/** Hours a week to plan with. */
export function HoursField(props: HoursFieldProps) {
  return <SlidNumber label="Hours a week" max={20} schema={HoursAWeek} nameOf={hoursInWords} {...props} />;
}

/** Hours a week as a person says them; 20 stand for 20 or more. */
export function hoursInWords(hours: number): string {
  if (hours === 20) return "20 hours or more";
  return hours === 1 ? "1 hour" : `${hours} hours`;
}
