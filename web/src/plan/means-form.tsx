import { channels } from "@alva/contracts/master-plan";
import { DollarsAMonth, HoursAWeek } from "@alva/contracts/whole-number";
import { channelLook } from "../components/channels.ts";
import { Slider } from "../onboarding/inputs/slider.tsx";
import { CountedNumber } from "./counted-number.tsx";
import type { Means } from "./wish.ts";

interface MeansFormProps {
  readonly means: Means;
  readonly onChange: (means: Means) => void;
}

/** Hours, ad budget and channels to plan with. */
export function MeansForm({ means, onChange }: MeansFormProps) {
  return (
    <div className="grid gap-6 md:grid-cols-2">
      <div className="flex flex-col gap-4">
        <Slider
          label="Hours a week"
          min={0}
          max={20}
          value={means.hours}
          nameOf={hoursInWords}
          onChange={(hours) => onChange({ ...means, hours })}
        />
        <CountedNumber
          label="Hours a week"
          min={0}
          max={20}
          schema={HoursAWeek}
          value={means.hours}
          onChange={(hours) => onChange({ ...means, hours })}
        />
      </div>
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
            <label key={channel} className="flex min-h-11 items-center gap-2">
              <input
                type="checkbox"
                className="size-6 accent-text"
                checked={means.channels[channel]}
                onChange={({ target }) =>
                  onChange({ ...means, channels: { ...means.channels, [channel]: target.checked } })
                }
              />
              {channelLook[channel].name}
            </label>
          ))}
        </div>
      </fieldset>
    </div>
  );
}

/** Hours a week as a person says them; 20 stand for 20 or more. */
export function hoursInWords(hours: number): string {
  if (hours === 20) return "20 hours or more";
  return hours === 1 ? "1 hour" : `${hours} hours`;
}
