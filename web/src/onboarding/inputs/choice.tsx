import { Check } from "lucide-react";
import { classNames } from "../../components/ui/class-names.ts";

interface Option {
  readonly id: string;
  readonly label: string;
  readonly description?: string | undefined;
}

interface ChoiceProps {
  readonly name: string;
  /** What it is called, where nothing on the page says so already. */
  readonly legend: string | undefined;
  /** The id of what names it otherwise. */
  readonly labelledBy: string;
  readonly options: readonly Option[];
  readonly chosen: readonly string[];
  /** One of them, or several. */
  readonly isSingle: boolean;
  /** Whether no more may be chosen. */
  readonly isFull: boolean;
  readonly exclusive: readonly string[];
  /** The id of what says that something is wrong with the choice. */
  readonly problemId: string | undefined;
  readonly onChange: (chosen: readonly string[]) => void;
}

/** Pills or cards to choose from; the whole surface is the target, and a check says what colour alone would not. */
export function Choice({
  name,
  legend,
  labelledBy,
  options,
  chosen,
  isSingle,
  isFull,
  exclusive,
  problemId,
  onChange,
}: ChoiceProps) {
  return (
    <fieldset
      aria-labelledby={legend === undefined ? labelledBy : undefined}
      className="flex flex-wrap gap-3"
    >
      {legend !== undefined && <legend className="mb-2 text-sm font-semibold">{legend}</legend>}
      {options.map(({ id, label: text, description }) => {
        const isChosen = chosen.includes(id);
        return (
          <label
            key={id}
            className={classNames(
              "relative flex min-h-11 cursor-pointer items-center gap-2 rounded-pill border-2 border-control-line bg-soft px-4 py-2 has-aria-invalid:border-danger",
              description !== undefined && "w-full items-start rounded-card sm:w-[calc(50%-0.375rem)]",
              isChosen && "border-[#1f1f1f] bg-primary text-on-primary",
              isFull && !isChosen && "opacity-60",
            )}
          >
            <input
              className="sr-only"
              type={isSingle ? "radio" : "checkbox"}
              name={name}
              checked={isChosen}
              disabled={isFull && !isChosen}
              aria-invalid={problemId !== undefined}
              aria-describedby={problemId}
              onChange={() => onChange(afterPress(id))}
            />
            {isChosen && <Check aria-hidden className="size-5 shrink-0" />}
            <span>
              <span className={description === undefined ? "" : "font-semibold"}>{text}</span>
              {description !== undefined && <span className="block text-sm">{description}</span>}
            </span>
          </label>
        );
      })}
    </fieldset>
  );

  function afterPress(id: string): readonly string[] {
    if (isSingle || exclusive.includes(id)) return chosen.includes(id) && !isSingle ? [] : [id];
    const others = chosen.filter((one) => one !== id && !exclusive.includes(one));
    return chosen.includes(id) ? others : [...others, id];
  }
}
