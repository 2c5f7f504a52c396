import { Check, Monitor, Moon, Sun } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { chooseTheme, themes, useTheme } from "./theme.ts";

const looks = {
  system: { Icon: Monitor, name: "As the system" },
  light: { Icon: Sun, name: "Light" },
  dark: { Icon: Moon, name: "Dark" },
} as const;

/** The choice of theme, as a part of a menu. */
export function ThemeItems({ className }: { readonly className: string }) {
  const chosen = useTheme();
  return (
    <DropdownMenu.Group aria-label="Theme">
      <DropdownMenu.Label className="px-3 pt-2 text-sm text-muted">Theme</DropdownMenu.Label>
      <DropdownMenu.RadioGroup value={chosen}>
        {themes.map((theme) => {
          const { Icon, name } = looks[theme];
          return (
            <DropdownMenu.RadioItem
              key={theme}
              value={theme}
              className={className}
              onSelect={(event) => {
                // The menu stays, so that the look can be compared.
                event.preventDefault();
                chooseTheme(theme);
              }}
            >
              <Icon aria-hidden className="size-5" />
              <span className="flex-1">{name}</span>
              {theme === chosen && <Check aria-hidden className="size-5" />}
            </DropdownMenu.RadioItem>
          );
        })}
      </DropdownMenu.RadioGroup>
    </DropdownMenu.Group>
  );
}
