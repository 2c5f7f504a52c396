import { type CardInput, optionsOf } from "@alva/contracts/onboarding-cards";
import { useId } from "react";
import { CheckBox } from "../components/ui/check-box.tsx";
import { Field, FieldProblem } from "../components/ui/field.tsx";
import { NumberField } from "../components/ui/number-field.tsx";
import { TextArea } from "../components/ui/text-area.tsx";
import { FileField } from "../uploads/file-field.tsx";
import { Choice } from "./inputs/choice.tsx";
import { Slider } from "../components/ui/slider.tsx";

interface CardFieldProps {
  readonly input: CardInput;
  readonly value: unknown;
  readonly error: string | undefined;
  /** The id of what the card asks, which names inputs without a label of their own. */
  readonly titleId: string;
  readonly onChange: (value: unknown) => void;
  /** Told while the input is at something that leaving the card would break off. */
  readonly onBusy: (isBusy: boolean) => void;
}

/** Draws one input of a card as its data say. */
export function CardField({ input, value, error, titleId, onChange, onBusy }: CardFieldProps) {
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
        <NumberField
          label={input.label}
          help={input.help}
          min={input.min}
          max={input.max}
          value={typeof value === "number" ? value : undefined}
          error={error}
          onChange={onChange}
        />
      );
    case "textarea":
      return (
        <TextArea
          label={input.label + (input.required ? " (required)" : "")}
          placeholder={input.placeholder}
          value={textOf(value)}
          error={error}
          onChange={({ target }) => onChange(target.value)}
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
          onChange={({ target }) => onChange(linesOf(target.value, input.kind))}
        />
      );
    case "toggle":
      return <Toggle label={input.label} isOn={value === true} error={error} onChange={onChange} />;
    case "slider":
      return <SliderField input={input} value={value} error={error} onChange={onChange} />;
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
      return <ChoiceField input={input} value={value} titleId={titleId} error={error} onChange={onChange} />;
  }
}

function ChoiceField({
  input,
  value,
  titleId,
  error,
  onChange,
}: Omit<CardFieldProps, "onBusy"> & { readonly input: Extract<CardInput, { minSelections: number }> }) {
  // A single choice is a list in the profile where the profile has one, and a word everywhere else.
  const isList = input.path === "business_model.focus" || input.maxSelections !== 1;
  const isSingle = input.maxSelections === 1;
  const id = useId();
  const problemId = `${id}-problem`;
  const chosen = Array.isArray(value) ? value.map(textOf) : value === undefined ? [] : [textOf(value)];
  const isFull = !isSingle && chosen.length === input.maxSelections;
  const groups = input.groups ?? [{ id: input.key, label: undefined, options: input.options ?? [] }];
  return (
    <div className="flex flex-col gap-4">
      {input.label !== undefined && (
        <p id={`${id}-label`} className="font-semibold">
          {input.label}
        </p>
      )}
      {input.maxSelections !== null && input.maxSelections > 1 && (
        <p className="text-sm text-muted" aria-live="polite">
          {`${chosen.length} of ${input.maxSelections} chosen.${isFull ? " Take one out to choose another." : ""}`}
        </p>
      )}
      {groups.map((group) => (
        <Choice
          key={group.id}
          name={`${input.key}-${group.id}`}
          legend={group.label}
          labelledBy={input.label === undefined ? titleId : `${id}-label`}
          options={group.options}
          chosen={chosen}
          isSingle={isSingle}
          isFull={isFull}
          exclusive={input.exclusiveOptions ?? []}
          problemId={error === undefined ? undefined : problemId}
          onChange={(next) => onChange(isList ? inCardOrder(next) : next[0])}
        />
      ))}
      <FieldProblem id={problemId} problem={error} />
    </div>
  );

  function inCardOrder(ids: readonly string[]): string[] {
    return optionsOf(input)
      .map(({ id }) => id)
      .filter((id) => ids.includes(id));
  }
}

interface SliderFieldProps {
  readonly input: Extract<CardInput, { kind: "slider" }>;
  readonly value: unknown;
  readonly error: string | undefined;
  readonly onChange: (value: unknown) => void;
}

function SliderField({ input, value, error, onChange }: SliderFieldProps) {
  const { stops, label } = input;
  if (stops === undefined)
    return <NumberSlider input={input} value={value} error={error} onChange={onChange} />;
  const place = stops.findIndex(({ id }) => id === value);
  return (
    <Slider
      label={label}
      min={0}
      max={stops.length - 1}
      value={place === -1 ? undefined : place}
      nameOf={(at) => `${stops[at]?.label ?? ""}: ${stops[at]?.description ?? ""}`}
      stops={stops.map((stop, at) => ({ label: stop.label, at, from: at, to: at }))}
      error={error}
      onChange={(at) => onChange(stops[at]?.id)}
    />
  );
}

/** A slider over numbers, and a field beside it for who would rather type. */
function NumberSlider({ input, value, error, onChange }: SliderFieldProps) {
  const { label, anchors = [], min = 0, max = 0, maxLabel } = input;
  const number = typeof value === "number" ? value : undefined;
  // What is missing concerns both; what is typed wrong, the field alone.
  const isTypedWrong = error !== undefined && number !== undefined;
  return (
    <div className="flex flex-col gap-4">
      <Slider
        label={label}
        min={min}
        max={max}
        value={number === undefined || Number.isNaN(number) ? undefined : number}
        nameOf={nameOf}
        aboutOf={(at) => anchorAt(at)?.description ?? ""}
        stops={anchors}
        error={isTypedWrong ? undefined : error}
        onChange={onChange}
      />
      <NumberField
        label={label}
        help={maxLabel === undefined ? undefined : `${max} means ${max} or more.`}
        min={min}
        max={max}
        value={number}
        error={isTypedWrong ? error : undefined}
        onChange={onChange}
      />
    </div>
  );

  function anchorAt(at: number) {
    return anchors.find(({ from, to }) => at >= from && at <= to);
  }

  function nameOf(at: number): string {
    const anchor = anchorAt(at);
    const shown = at === max && maxLabel !== undefined ? maxLabel : String(at);
    return `${shown} ${at === 1 ? "hour" : "hours"}${anchor ? `, ${anchor.label}` : ""}`;
  }
}

interface ToggleProps {
  readonly label: string;
  readonly isOn: boolean;
  readonly error: string | undefined;
  readonly onChange: (isOn: boolean) => void;
}

function Toggle({ label, isOn, error, onChange }: ToggleProps) {
  const id = useId();
  return (
    <div>
      <CheckBox
        checked={isOn}
        aria-invalid={error !== undefined}
        aria-describedby={`${id}-error`}
        onChange={onChange}
      >
        {label}
      </CheckBox>
      <FieldProblem id={`${id}-error`} problem={error} />
    </div>
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
