"use client";
import { useQueryClient } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { isAnsweredElsewhere, useNewestChat } from "../api/chat.ts";
import { keys } from "../api/keys.ts";
import { Loading } from "../components/loading.tsx";
import { LoadProblem } from "../components/load-problem.tsx";
import { PageTitle } from "../components/ui/page-title.tsx";
import { Skeleton } from "../components/ui/skeleton.tsx";

// The AI SDK weighs more than all the rest of this page, so it comes after it.
const Conversation = dynamic(() => import("./conversation.tsx").then((file) => file.Conversation), {
  ssr: false,
  loading: () => <Outline />,
});

/** Alva's desk: a conversation that knows the plan, and the changes it proposes (product specification, section 6.12). */
export function Desk() {
  const queries = useQueryClient();
  const { data: page, error, refetch, isPending } = useNewestChat();
  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-4">
      <PageTitle>Alva's desk</PageTitle>
      {isPending && <Loading retry={() => void refetch()} outline={<Outline />} />}
      {error && !page && <LoadProblem error={error} retry={() => void refetch()} />}
      {page && (
        <Conversation
          // What was written elsewhere is read from the server once it is there.
          key={isAnsweredElsewhere(page) ? "elsewhere" : (page.items[0]?.id ?? "empty")}
          page={page}
          onCleared={() => queries.resetQueries({ queryKey: keys.chat })}
        />
      )}
    </div>
  );
}

function Outline() {
  return (
    <div className="flex flex-col gap-4" aria-busy>
      <Skeleton className="h-40" />
      <Skeleton className="h-24" />
    </div>
  );
}
