"use client";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Button } from "../components/ui/button.tsx";
import { Card, SectionHeading } from "../components/ui/card.tsx";
import { Field } from "../components/ui/field.tsx";
import { Notice } from "../components/ui/notice.tsx";
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
  const [sentTo, setSentTo] = useState<string>();
  const form = useOneField(async (typed) => {
    await authClient().changeEmail(typed);
    setSentTo(typed);
  });
  return (
    <Card className="flex flex-col gap-3">
      <SectionHeading>E-mail address</SectionHeading>
      <p>
        Signed in as <strong className="break-all">{email}</strong>.
      </p>
      <form noValidate className="flex max-w-md flex-col items-start gap-3" onSubmit={form.submit}>
        <Field label="New e-mail" type="email" autoComplete="email" {...form.field} />
        <Button type="submit" kind="secondary" busy={form.isBusy}>
          Email a link to it
        </Button>
      </form>
      {sentTo !== undefined && (
        <Notice>
          A link is on its way to {sentTo}. Nothing changes before it is used; the old address is told.
        </Notice>
      )}
    </Card>
  );
}

function DeleteAccount({ email }: { readonly email: string }) {
  const router = useRouter();
  const form = useOneField(async (typed) => {
    await authClient().deleteAccount(typed);
    router.replace("/");
  });
  return (
    <Card className="flex flex-col gap-3">
      <SectionHeading>Delete the account</SectionHeading>
      <p>
        You are signed out everywhere at once, and calendar feeds and mails stop. Answers, plans, tasks and
        files are erased after 14 days; until then, signing in again keeps them.
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
        <Button type="submit" kind="destructive" busy={form.isBusy}>
          Delete my account
        </Button>
      </form>
    </Card>
  );
}

/** A form with one field of text, which says what went wrong with it. */
function useOneField(work: (typed: string) => Promise<void>) {
  const [value, setValue] = useState("");
  const [error, setError] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  async function run(): Promise<void> {
    setIsBusy(true);
    setError(undefined);
    try {
      await work(value);
    } catch (problem) {
      setError(sentenceOf(problem));
    } finally {
      setIsBusy(false);
    }
  }
  return {
    isBusy,
    field: { value, error, onChange: ({ target }: { target: HTMLInputElement }) => setValue(target.value) },
    submit: (event: FormEvent) => {
      event.preventDefault();
      void run();
    },
  };
}
