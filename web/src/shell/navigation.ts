import {
  CalendarDays,
  House,
  LayoutGrid,
  type LucideIcon,
  MessageSquareText,
  Settings,
  Zap,
} from "lucide-react";

interface Place {
  readonly href: string;
  readonly label: string;
  readonly Icon: LucideIcon;
}

/** The places of the app, in the order of the rail. */
export const places: readonly Place[] = [
  { href: "/home", label: "Home", Icon: House },
  { href: "/quick-wins", label: "Quick Wins", Icon: Zap },
  { href: "/plan", label: "Plan", Icon: CalendarDays },
  { href: "/board", label: "Board", Icon: LayoutGrid },
  { href: "/desk", label: "Desk", Icon: MessageSquareText },
];

export const settings: Place = { href: "/settings/profile", label: "Settings", Icon: Settings };
