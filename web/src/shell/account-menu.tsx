"use client";
import { LogOut, UserRound } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { DropdownMenu } from "radix-ui";
import { say } from "../components/ui/toast.tsx";
import { useKept, waitingIn } from "../offline/kept.ts";
import { authClient } from "../session/clients.ts";
import { useSession } from "../session/session.ts";
import { sentenceOf } from "../sentence.ts";
import { settings } from "./navigation.ts";
import { ThemeItems } from "./theme-items.tsx";

/** Who is signed in, the way to the settings, and the way out. */
export function AccountMenu() {
  const router = useRouter();
  const session = useSession();
  const waiting = useKept((kept) => waitingIn(kept) + kept.refused.length);
  async function signOut(): Promise<void> {
    try {
      await authClient().logout();
    } catch (error) {
      say({ sentence: `You are signed out here. ${sentenceOf(error)}`, isProblem: true });
    }
    router.replace("/");
  }
  const item =
    "flex min-h-11 cursor-pointer items-center gap-2 rounded-control px-3 outline-none data-highlighted:bg-soft";
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger
        aria-label="Account menu"
        className="grid size-11 place-items-center rounded-control hover:bg-soft"
      >
        <UserRound aria-hidden className="size-6" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="end"
          collisionPadding={8}
          className="z-30 max-w-[calc(100vw-1rem)] min-w-56 rounded-card border border-control-line bg-surface p-1 text-text shadow-card"
        >
          <DropdownMenu.Label className="px-3 py-2 text-sm break-all text-muted">
            {session.state === "signed_in" ? session.account.email : ""}
          </DropdownMenu.Label>
          <DropdownMenu.Item asChild className={item}>
            <Link href={settings.href}>
              <settings.Icon aria-hidden className="size-5" />
              {settings.label}
            </Link>
          </DropdownMenu.Item>
          <ThemeItems className={item} />
          <DropdownMenu.Separator className="my-1 border-t border-line" />
          <DropdownMenu.Item className={item} onSelect={() => void signOut()}>
            <LogOut aria-hidden className="size-5" />
            <span>
              Sign out
              {waiting > 0 && (
                <span className="block text-sm text-muted">
                  {waiting} {waiting === 1 ? "change is" : "changes are"} not sent yet and would be lost
                </span>
              )}
            </span>
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
