import { type CardInput, optionsOf } from "@alva/contracts/onboarding-cards";
import { Field } from "../components/ui/field.tsx";
import { FileField } from "../uploads/file-field.tsx";
import { Choice } from "./inputs/choice.tsx";
import { Slider } from "./inputs/slider.tsx";
import { TextArea } from "./inputs/text-area.tsx";

interface CardFieldProps {
  readonly input: CardInput;
  readonly value: unknown;
  readonly error: string | undefined;
  /** What the card asks, for inputs without a label of their own. */
  readonly question: string;
  readonly onChange: (value: unknown) => void;
  /** Told while the input is at something that leaving the card would break off. */
  readonly onBusy: (isBusy: boolean) => void;
}

/** Draws one input of a card as its data say. */
export function CardField({ input, value, error, question, onChange, onBusy }: CardFieldProps) {
  switch (input.kind) {
    case "text":
    case "url":
      return (
        <Field
          label={input.label + (input.required ? " (required)" : "")}
          type={input.kind === "url" ? "url" : "text"}
          placeholder={"placeholder" in input ? input.placeholder : "https://"}
          value={textOf(value)}
          error={error}
          onChange={({ target }) => onChange(target.value)}
        />
      );
    case "number":
      return (
        <Field
          label={input.label}
          {...(input.help === undefined ? {} : { help: input.help })}
          type="number"
          inputMode="numeric"
          min={input.min}
          max={input.max}
          value={typeof value === "number" ? value : ""}
          error={error}
          onChange={({ target }) =>
            onChange(Number.isNaN(target.valueAsNumber) ? undefined : target.valueAsNumber)
          }
        />
      );
    case "textarea":
      return (
        <TextArea
          label={input.label + (input.required ? " (required)" : "")}
          placeholder={input.placeholder}
          value={textOf(value)}
          error={error}
          onChange={onChange}
        />
      );
    case "textarea_list":
    case "tags":
    case "urls":
    case "hex_colors":
      return (
        <TextArea
          label={input.label}
          help={`One per line, up to ${input.maxItems}.`}
          placeholder={input.placeholder}
          value={Array.isArray(value) ? value.map(textOf).join("\n") : ""}
          error={error}
          onChange={(text) => onChange(linesOf(text, input.kind))}
        />
      );
    case "toggle":
      return (
        <label className="flex min-h-11 items-center gap-3">
          <input
            type="checkbox"
            className="size-6 accent-[#1f1f1f]"
            checked={value === true}
            onChange={({ target }) => onChange(target.checked)}
          />
          {input.label}
        </label>
      );
    case "slider":
      return <SliderField input={input} value={value} onChange={onChange} />;
    case "file":
      return (
        <FileField
          input={input}
          chosen={Array.isArray(value) ? value.map(textOf) : []}
          error={error}
          onChange={onChange}
          onBusy={onBusy}
        />
      );
    case "pills_single":
    case "options_single":
    case "yes_no":
    case "pills_multi":
    case "options_multi":
    case "checkbox_multi":
      return (
        <ChoiceField input={input} value={value} question={question} error={error} onChange={onChange} />
      );
  }
}

function ChoiceField({
  input,
  value,
  question,
  error,
  onChange,
}: Omit<CardFieldProps, "onBusy"> & { readonly input: Extract<CardInput, { minSelections: number }> }) {
  // A single choice is a list in the profile where the profile has one, and a word everywhere else.
  const isList = input.path === "business_model.focus" || input.maxSelections !== 1;
  const isSingle = input.maxSelections === 1;
  const chosen = Array.isArray(value) ? value.map(textOf) : value === undefined ? [] : [textOf(value)];
  const groups = input.groups ?? [
    { id: input.key, label: input.label ?? question, options: input.options ?? [] },
  ];
  return (
    <div className="flex flex-col gap-4">
      {input.label !== undefined && <p className="font-semibold">{input.label}</p>}
      {input.maxSelections !== null && input.maxSelections > 1 && (
        <p className="text-sm text-muted" aria-live="polite">
          {chosen.length} of {input.maxSelections} chosen
        </p>
      )}
      {groups.map(({ id, label, options }) => (
        <div key={id} className="flex flex-col gap-2">
          {input.groups && <p className="text-sm font-semibold">{label}</p>}
          <Choice
            name={`${input.key}-${id}`}
            label={label}
            options={options}
            chosen={chosen}
            isSingle={isSingle}
            limit={input.maxSelections}
            exclusive={input.exclusiveOptions ?? []}
            onChange={(next) => onChange(isList ? inCardOrder(next) : next[0])}
          />
        </div>
      ))}
      {error !== undefined && (
        <p role="alert" className="text-sm text-danger">
          {error}
        </p>
      )}
    </div>
  );

  function inCardOrder(ids: readonly string[]): string[] {
    return optionsOf(input)
      .map(({ id }) => id)
      .filter((id) => ids.includes(id));
  }
}

function SliderField({
  input,
  value,
  onChange,
}: {
  readonly input: Extract<CardInput, { kind: "slider" }>;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}) {
  const { stops, anchors } = input;
  if (stops !== undefined) {
    const place = stops.findIndex(({ id }) => id === value);
    return (
      <Slider
        label={input.label}
        min={0}
        max={stops.length - 1}
        value={place === -1 ? undefined : place}
        typed={false}
        nameOf={(at) => `${stops[at]?.label ?? ""}: ${stops[at]?.description ?? ""}`}
        onChange={(at) => onChange(stops[at]?.id)}
      />
    );
  }
  const max = input.max ?? 0;
  return (
    <Slider
      label={input.label}
      min={input.min ?? 0}
      max={max}
      value={typeof value === "number" ? value : undefined}
      typed
      nameOf={(at) => {
        const anchor = anchors?.find(({ from, to }) => at >= from && at <= to);
        const shown = at === max && input.maxLabel !== undefined ? input.maxLabel : String(at);
        return `${shown} ${at === 1 ? "hour" : "hours"}${anchor ? `, ${anchor.label}. ${anchor.description}` : ""}`;
      }}
      onChange={onChange}
    />
  );
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** Lines as they are typed; what is empty or repeated goes when the answer is checked. */
function linesOf(text: string, kind: string): string[] {
  const lines = text.split(kind === "textarea_list" ? /[\n;]/ : "\n");
  return kind === "hex_colors" ? lines.map((line) => line.trim().toUpperCase()) : lines;
}
