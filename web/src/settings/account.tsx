"use client";
import { DeleteAccount as Deletion, LinkRequest } from "@alva/contracts/auth";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { FormOnce, useFormOnce } from "../components/form-once.tsx";
import { Card, SectionHeading } from "../components/ui/card.tsx";
import { Field } from "../components/ui/field.tsx";
import { Notice } from "../components/ui/notice.tsx";
import { authClient } from "../session/clients.ts";
import { useSession } from "../session/session.ts";

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
  const schema = LinkRequest.refine((typed) => typed.email !== email, {
    path: ["email"],
    message: "This is your address already.",
  });
  const form = useFormOnce({ schema, start: { email: "" } });
  return (
    <Card className="flex flex-col gap-3">
      <SectionHeading>E-mail address</SectionHeading>
      <p>
        Signed in as <strong className="break-all">{email}</strong>.
      </p>
      <div className="max-w-md">
        <FormOnce
          form={form}
          verb="Email a link to it"
          offline="You're offline. Changing it needs a connection."
          send={async ({ email: next }) => {
            await authClient().changeEmail(next);
            setSentTo(next);
            form.begin({ email: "" });
          }}
        >
          <Field label="New e-mail" type="email" autoComplete="email" {...form.field("email")} />
        </FormOnce>
      </div>
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
  const schema = Deletion.refine((typed) => typed.email === email, {
    path: ["email"],
    message: "This is not the address of this account.",
  });
  const form = useFormOnce({ schema, start: { email: "" } });
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
      <div className="max-w-md">
        <FormOnce
          form={form}
          verb="Delete my account"
          kind="destructive"
          offline="You're offline. Deleting needs a connection."
          send={async ({ email: typed }) => {
            await authClient().deleteAccount(typed);
            router.replace("/");
          }}
        >
          <Field
            label="Type your e-mail to confirm"
            help={email}
            type="email"
            autoComplete="off"
            {...form.field("email")}
          />
        </FormOnce>
      </div>
    </Card>
  );
}
