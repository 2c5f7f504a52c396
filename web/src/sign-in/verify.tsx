"use client";
import { useEffect, useState } from "react";
import { Loading } from "../components/loading.tsx";
import { ChangeLink } from "./change-link.tsx";
import { DeadLink } from "./dead-link.tsx";
import { type MailedLink, readLink } from "./mailed-link.ts";
import { NewLink } from "./new-link.tsx";
import { SignInLink } from "./sign-in-link.tsx";

/**
 * Where a mailed link lands. Opening the page spends nothing: only the button does, so that a mail scanner cannot burn the
 * link. The token leaves the address bar at once.
 */
export function Verify() {
  const [link, setLink] = useState<MailedLink | "none">();
  useEffect(() => {
    setLink((held) => held ?? readLink(location.hash) ?? "none");
    history.replaceState(null, "", location.pathname);
  }, []);
  if (link === undefined) return <Loading retry={() => location.reload()} />;
  if (link === "none") {
    return (
      <DeadLink
        title="This link is not whole"
        sentence="A part of it is missing; copy all of it from the mail, or open it there. Or ask for a new link here:"
      >
        <NewLink />
      </DeadLink>
    );
  }
  return link.purpose === "sign_in" ? <SignInLink link={link} /> : <ChangeLink link={link} />;
}
