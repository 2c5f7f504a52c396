"use client";
import { ChevronDown } from "lucide-react";
import Link from "next/link";
import { Button } from "../components/ui/button.tsx";
import { Menu, MenuItem } from "../components/ui/menu.tsx";

const ways = [
  { href: "/plan/replan", label: "Re-plan what's left" },
  { href: "/plan/new", label: "Make a new plan" },
  { href: "/plan/simulator", label: "Try other hours or money" },
  { href: "/plan/earlier", label: "Earlier plans" },
  { href: "/settings/export", label: "Export" },
];

/** What can be done with a plan. */
export function PlanMenu() {
  return (
    <Menu
      trigger={
        <Button kind="secondary">
          Change or export
          <ChevronDown aria-hidden className="size-5" />
        </Button>
      }
    >
      {ways.map(({ href, label }) => (
        <MenuItem key={href} asChild>
          <Link href={href}>{label}</Link>
        </MenuItem>
      ))}
    </Menu>
  );
}
