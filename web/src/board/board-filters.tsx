"use client";
import { channels } from "@alva/contracts/master-plan";
import { type ReactNode, useRef, useState } from "react";
import { channelLook } from "../components/channels.ts";
import { Button } from "../components/ui/button.tsx";
import { CheckBox } from "../components/ui/check-box.tsx";
import { Field } from "../components/ui/field.tsx";
import { Select } from "../components/ui/select.tsx";
import { countFilters, type Filters } from "./filters.ts";

const priorities = [
  [1, "Urgent"],
  [2, "Normal"],
  [3, "Evergreen"],
] as const;
/** The lengths that plans are made of (plan pipeline, section 5). */
const efforts = [
  [1, "Up to 30 min"],
  [2, "Up to 75 min"],
  [3, "Longer"],
] as const;

interface BoardFiltersProps {
  readonly filters: Filters;
  readonly onChange: (changed: Partial<Filters>) => void;
  readonly onClear: () => void;
}

/** What narrows the board down. On a phone all but the search is folded away. */
export function BoardFilters({ filters, onChange, onClear }: BoardFiltersProps) {
  const find = useRef<HTMLInputElement>(null);
  const set = countFilters(filters);
  // A phone has little room; whoever comes with filters sees them.
  const [startsOpen] = useState(() => set > 0 || matchMedia("(min-width: 768px)").matches);
  return (
    <search className="flex flex-col gap-3">
      <div className="flex flex-wrap items-end gap-3">
        <div className="min-w-0 flex-1 md:max-w-72">
          <Field
            ref={find}
            label="Find"
            type="search"
            maxLength={100}
            value={filters.text}
            onChange={({ target }) => onChange({ text: target.value })}
          />
        </div>
        {(set > 0 || filters.text !== "") && (
          <Button
            kind="text"
            onClick={() => {
              onClear();
              // The button is gone with them.
              find.current?.focus();
            }}
          >
            Clear filters
          </Button>
        )}
      </div>
      <details open={startsOpen} className="rounded-card border border-line bg-surface">
        <summary className="flex min-h-11 cursor-pointer items-center px-4 font-semibold">
          Filters{set > 0 && ` (${set})`}
        </summary>
        <div className="flex flex-wrap items-end gap-3 px-4 pb-4">
          <Choice
            label="Channel"
            value={filters.channel}
            onChange={(value) => onChange({ channel: channels.find((one) => one === value) })}
          >
            {channels.map((one) => (
              <option key={one} value={one}>
                {channelLook[one].name}
              </option>
            ))}
          </Choice>
          <Choice
            label="Priority"
            value={filters.priority}
            onChange={(value) => onChange({ priority: value === "" ? undefined : Number(value) })}
          >
            {priorities.map(([value, name]) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
          </Choice>
          <Choice
            label="Effort"
            value={filters.effort}
            onChange={(value) => onChange({ effort: value === "" ? undefined : Number(value) })}
          >
            {efforts.map(([value, name]) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
          </Choice>
          <DayField label="Due from" value={filters.from} onChange={(from) => onChange({ from })} />
          <DayField label="Due to" value={filters.to} onChange={(to) => onChange({ to })} />
          <CheckBox checked={filters.quickWins} onChange={(quickWins) => onChange({ quickWins })}>
            Quick wins
          </CheckBox>
          <CheckBox checked={filters.refused} onChange={(refused) => onChange({ refused })}>
            Not for me
          </CheckBox>
        </div>
      </details>
    </search>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string | number | undefined;
  readonly onChange: (value: string) => void;
  readonly children: ReactNode;
}

function Choice({ label, value, onChange, children }: ChoiceProps) {
  return (
    <div>
      <Select label={label} value={value ?? ""} onChange={({ target }) => onChange(target.value)}>
        <option value="">All</option>
        {children}
      </Select>
    </div>
  );
}

interface DayFieldProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}

function DayField({ label, value, onChange }: DayFieldProps) {
  return (
    <div className="w-40">
      <Field
        label={label}
        type="date"
        value={value ?? ""}
        onChange={({ target }) => onChange(target.value === "" ? undefined : target.value)}
      />
    </div>
  );
}
