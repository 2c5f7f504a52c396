"use client";
import type { Upload } from "@alva/contracts/upload";
import { useEffect, useRef, useState } from "react";
import { sentenceOf } from "../sentence.ts";
import { sendFile } from "./send-file.ts";

/** A file on its way, or one that did not arrive. */
export interface Sending {
  readonly id: string;
  readonly file: File;
  /** How much has left this device, from 0 to 1. */
  readonly share: number;
  readonly problem: string | undefined;
  /** Whether the same file may be tried again; one that is refused for what it is may not. */
  readonly mayRetry: boolean;
}

interface Options {
  /** Why a file is not even sent. */
  readonly refusalOf: (file: File) => string | undefined;
  readonly onSent: (upload: Upload) => void;
}

/** Files being uploaded, each by itself, so that one that fails holds up no other. All stop when the page is left. */
export function useSending({ refusalOf, onSent }: Options) {
  const [sendings, setSendings] = useState<readonly Sending[]>([]);
  const stops = useRef(new Map<string, AbortController>());
  // A file that arrives later must meet the page as it then is.
  const sent = useRef(onSent);
  useEffect(() => {
    sent.current = onSent;
  });
  useEffect(() => {
    const { current: running } = stops;
    return () => running.forEach((stop) => stop.abort());
  }, []);

  const change = (id: string, changed: Partial<Sending>) =>
    setSendings((all) => all.map((one) => (one.id === id ? { ...one, ...changed } : one)));
  const drop = (id: string) => setSendings((all) => all.filter((one) => one.id !== id));

  async function send({ id, file }: Pick<Sending, "id" | "file">): Promise<void> {
    const stop = new AbortController();
    stops.current.set(id, stop);
    change(id, { share: 0, problem: undefined });
    try {
      const upload = await sendFile(file, {
        signal: stop.signal,
        onProgress: (share) => change(id, { share }),
      });
      drop(id);
      sent.current(upload);
    } catch (error) {
      if (!stop.signal.aborted) change(id, { problem: sentenceOf(error), mayRetry: true });
    } finally {
      stops.current.delete(id);
    }
  }

  function add(files: readonly File[]): void {
    const added = files.map((file) => {
      const problem = refusalOf(file);
      return { id: crypto.randomUUID(), file, share: 0, problem, mayRetry: problem === undefined };
    });
    setSendings((all) => [...all, ...added]);
    for (const one of added) if (one.problem === undefined) void send(one);
  }

  function cancel(id: string): void {
    stops.current.get(id)?.abort();
    drop(id);
  }

  return { sendings, add, retry: (one: Sending) => void send(one), cancel };
}
