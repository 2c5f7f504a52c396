"use client";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "../components/ui/button.tsx";
import { Dialog } from "../components/ui/dialog.tsx";
import { useOnline } from "../components/ui/online.ts";
import { say } from "../components/ui/toast.tsx";
import { apiClient } from "../session/clients.ts";
import { sentenceOf } from "../sentence.ts";

interface ClearConversationProps {
  readonly isDisabled: boolean;
  readonly onCleared: () => Promise<void>;
}

/** Deletes the conversation, which cannot be taken back, so it asks first. */
export function ClearConversation({ isDisabled, onCleared }: ClearConversationProps) {
  const isOnline = useOnline();
  const [isAsking, setIsAsking] = useState(false);
  const clear = useMutation({
    mutationFn: () => apiClient().clearChat(),
    onSuccess: async () => {
      say({ sentence: "The conversation is cleared." });
      await onCleared();
    },
    onError: (error) => say({ sentence: sentenceOf(error), isProblem: true }),
  });
  return (
    <>
      <Button kind="text" className="self-start" disabled={isDisabled} onClick={() => setIsAsking(true)}>
        Clear this conversation
      </Button>
      {isAsking && (
        <Dialog title="Clear this conversation?" onClose={() => setIsAsking(false)}>
          <p>
            All messages and open proposals are deleted for good. Your plan, your board and your notes stay as
            they are.
          </p>
          <div className="flex flex-wrap gap-3">
            <Button
              kind="destructive"
              busy={clear.isPending}
              disabled={!isOnline}
              onClick={() => clear.mutate()}
            >
              Clear it
            </Button>
            <Button kind="secondary" onClick={() => setIsAsking(false)}>
              Keep it
            </Button>
          </div>
          {!isOnline && (
            <p className="text-sm text-muted">You're offline. It can be cleared when you are back.</p>
          )}
        </Dialog>
      )}
    </>
  );
}
