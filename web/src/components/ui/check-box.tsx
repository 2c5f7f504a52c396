import type { ComponentProps, ReactNode } from "react";

interface CheckBoxProps extends Omit<ComponentProps<"input">, "type" | "onChange" | "children"> {
  readonly children: ReactNode;
  readonly onChange: (isChecked: boolean) => void;
}

/** A box to check with its words beside it, all of which is its target. */
export function CheckBox({ children, onChange, ...rest }: CheckBoxProps) {
  return (
    <label className="flex min-h-11 items-center gap-2">
      <input
        type="checkbox"
        className="size-6 shrink-0 accent-[#1f1f1f]"
        onChange={({ target }) => onChange(target.checked)}
        {...rest}
      />
      {children}
    </label>
  );
}
