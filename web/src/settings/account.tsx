"use client";
import { EmailAddress } from "@alva/contracts/auth";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Button } from "../components/ui/button.tsx";
import { Card, SectionHeading } from "../components/ui/card.tsx";
import { Field } from "../components/ui/field.tsx";
import { Notice } from "../components/ui/notice.tsx";
import { useOnline } from "../components/ui/online.ts";
import { useLimit } from "../components/use-limit.ts";
import { authClient } from "../session/clients.ts";
import { useSession } from "../session/session.ts";
import { sentenceOf } from "../sentence.ts";

/** The address of the account, and its end. */
export function Account() {
  const session = useSession();
  if (session.state !== "signed_in") return null;
  return (
    <div className="flex max-w-2xl flex-col gap-6">
      <ChangeAddress email={session.account.email} />
      <DeleteAccount email={session.account.email} />
    </div>
  );
}

function ChangeAddress({ email }: { readonly email: string }) {
  const isOnline = useOnline();
  const [sentTo, setSentTo] = useState<string>();
  const form = useOneField({
    check: (typed) => {
      const parsed = EmailAddress.safeParse(typed);
      if (!parsed.success) return parsed.error.issues[0]?.message;
      return parsed.data === email ? "This is your address already." : undefined;
    },
    work: async (typed) => {
      await authClient().changeEmail(typed);
      setSentTo(typed);
    },
  });
  return (
    <Card className="flex flex-col gap-3">
      <SectionHeading>E-mail address</SectionHeading>
      <p>
        Signed in as <strong className="break-all">{email}</strong>.
      </p>
      <form noValidate className="flex max-w-md flex-col items-start gap-3" onSubmit={form.submit}>
        <Field label="New e-mail" type="email" autoComplete="email" {...form.field} />
        <Button
          type="submit"
          kind="secondary"
          busy={form.isBusy}
          disabled={!isOnline || form.limit !== undefined}
        >
          Email a link to it
        </Button>
        {!isOnline && <p className="text-sm text-muted">You're offline. Changing it needs a connection.</p>}
        {form.limit !== undefined && <p className="text-sm text-muted">{form.limit}</p>}
      </form>
      {sentTo !== undefined && (
        <Notice>
          A link is on its way to {sentTo}. It lasts 10 minutes. Nothing changes before it is used; then the
          old address is told, and you stay signed in where you are.
        </Notice>
      )}
    </Card>
  );
}

function DeleteAccount({ email }: { readonly email: string }) {
  const router = useRouter();
  const isOnline = useOnline();
  const form = useOneField({
    check: (typed) =>
      EmailAddress.safeParse(typed).data === email ? undefined : "This is not the address of this account.",
    work: async (typed) => {
      await authClient().deleteAccount(typed);
      router.replace("/");
    },
  });
  return (
    <Card className="flex flex-col gap-3">
      <SectionHeading>Delete the account</SectionHeading>
      <p>
        You are signed out everywhere at once, and calendar feeds, links to files and mails stop. Answers,
        plans, tasks and files are erased after 14 days; until then, signing in again keeps them.
      </p>
      <p>
        <Link className="text-link underline" href="/settings/export">
          Take everything with you first
        </Link>
      </p>
      <form noValidate className="flex max-w-md flex-col items-start gap-3" onSubmit={form.submit}>
        <Field
          label="Type your e-mail to confirm"
          help={email}
          type="email"
          autoComplete="off"
          {...form.field}
        />
        <Button
          type="submit"
          kind="destructive"
          busy={form.isBusy}
          disabled={!isOnline || form.limit !== undefined}
        >
          Delete my account
        </Button>
        {!isOnline && <p className="text-sm text-muted">You're offline. Deleting needs a connection.</p>}
        {form.limit !== undefined && <p className="text-sm text-muted">{form.limit}</p>}
      </form>
    </Card>
  );
}

interface OneField {
  /** What is wrong with what was typed, before it is sent; undefined when nothing is. */
  readonly check: (typed: string) => string | undefined;
  readonly work: (typed: string) => Promise<void>;
}

/** A form with one field of text, which says what is wrong with it on leaving it, on sending it, and by the answer. */
function useOneField({ check, work }: OneField) {
  const [value, setValue] = useState("");
  const [error, setError] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const [refusal, setRefusal] = useState<unknown>();
  const limit = useLimit(refusal);
  async function run(): Promise<void> {
    const problem = check(value);
    setError(problem);
    if (problem !== undefined) return;
    setIsBusy(true);
    try {
      await work(value);
      setValue("");
    } catch (failure) {
      setError(sentenceOf(failure));
      setRefusal(failure);
    } finally {
      setIsBusy(false);
    }
  }
  return {
    isBusy,
    /** Why it may not be sent again yet. */
    limit,
    field: {
      value,
      error,
      onChange: ({ target }: { target: HTMLInputElement }) => {
        setValue(target.value);
        setError(undefined);
      },
      onBlur: () => value !== "" && setError(check(value)),
    },
    submit: (event: FormEvent) => {
      event.preventDefault();
      void run();
    },
  };
}
