"use client";
import type { CardInput } from "@alva/contracts/onboarding-cards";
import type { Upload } from "@alva/contracts/upload";
import { Upload as UploadIcon } from "lucide-react";
import { useEffect, useId, useRef } from "react";
import { useAddToUploads, useDeleteUpload, useUploads } from "../api/uploads.ts";
import { LoadProblem } from "../components/load-problem.tsx";
import { Button } from "../components/ui/button.tsx";
import { FieldProblem } from "../components/ui/field.tsx";
import { useOnline } from "../components/ui/online.ts";
import { say } from "../components/ui/toast.tsx";
import { FileRow } from "./file-row.tsx";
import { refusalOf, sizeInWords, typesInWords } from "./file-words.ts";
import { SendingRow } from "./sending-row.tsx";
import { useSending } from "./use-sending.ts";

interface FileFieldProps {
  readonly input: Extract<CardInput, { kind: "file" }>;
  /** Ids of the uploads that answer the card. */
  readonly chosen: readonly string[];
  readonly error: string | undefined;
  readonly onChange: (chosen: readonly string[]) => void;
  /** Told while files are on their way, since leaving the card would lose them. */
  readonly onBusy: (isBusy: boolean) => void;
}

/** Files that answer a card: added, on their way, taken out again, and those that were added before. */
export function FileField({ input, chosen, error, onChange, onBusy }: FileFieldProps) {
  const id = useId();
  const isOnline = useOnline();
  const uploads = useUploads();
  const addToUploads = useAddToUploads();
  const remove = useDeleteUpload();
  // Two files can arrive between two drawings of the page.
  const latest = useRef(chosen);
  useEffect(() => {
    latest.current = chosen;
  }, [chosen]);
  const choose = (next: readonly string[]) => {
    latest.current = next;
    onChange(next);
  };
  const { sendings, add, retry, cancel } = useSending({
    refusalOf: (file) => refusalOf(file, input),
    onSent: (upload) => {
      addToUploads(upload);
      if (!latest.current.includes(upload.id)) choose([...latest.current, upload.id]);
    },
  });
  const running = sendings.filter(({ problem }) => problem === undefined).length;
  const isBusy = running > 0;
  useEffect(() => {
    onBusy(isBusy);
    return () => onBusy(false);
  }, [isBusy, onBusy]);

  const places = input.maxFiles - chosen.length - running;
  const others = uploads.data?.filter((upload) => !chosen.includes(upload.id)) ?? [];

  function takeFiles(list: FileList | null): void {
    const files = [...(list ?? [])];
    add(files.slice(0, places));
    if (files.length > places)
      say({ sentence: `${files.length - places} more would be too many for this card.`, isProblem: true });
  }

  function takeOut(upload: Pick<Upload, "id" | "name">): void {
    const before = latest.current;
    choose(before.filter((one) => one !== upload.id));
    say({ sentence: `${upload.name} is taken out.`, undo: () => choose(before) });
  }

  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="text-sm font-semibold">{input.label}</legend>
      <p id={`${id}-help`} className="text-sm text-muted">
        {typesInWords(input.accept)}, up to {sizeInWords(input.maxBytesPerFile)} each, {input.maxFiles} at
        most. Kept for you; the language model never sees files.
      </p>
      <p role="status" className="sr-only">
        {running > 0
          ? `Uploading ${running === 1 ? "a file" : `${running} files`}`
          : `${chosen.length} of ${input.maxFiles} files added`}
      </p>
      {uploads.error && !uploads.data && (
        <LoadProblem error={uploads.error} retry={() => void uploads.refetch()} />
      )}
      {chosen.length + sendings.length > 0 && (
        <ul className="flex flex-col gap-2">
          {chosen.map((one) => {
            const upload = uploads.data?.find((known) => known.id === one);
            const file = upload ?? {
              id: one,
              name: uploads.isPending ? "A file of yours" : "A file that is gone",
            };
            return (
              <FileRow key={one} file={file}>
                <Button kind="secondary" aria-label={`Take out ${file.name}`} onClick={() => takeOut(file)}>
                  Take out
                </Button>
              </FileRow>
            );
          })}
          {sendings.map((one) => (
            <SendingRow key={one.id} sending={one} retry={() => retry(one)} cancel={() => cancel(one.id)} />
          ))}
        </ul>
      )}
      <label className="inline-flex min-h-11 cursor-pointer items-center gap-2 self-start rounded-control border border-control-line bg-surface px-4 font-semibold hover:bg-soft has-disabled:cursor-not-allowed has-disabled:opacity-60">
        <input
          type="file"
          className="sr-only"
          multiple={input.maxFiles > 1}
          accept={input.accept.join(",")}
          disabled={!isOnline || places < 1}
          aria-invalid={error !== undefined}
          aria-describedby={`${id}-help ${id}-error`}
          onChange={({ target }) => {
            takeFiles(target.files);
            // The same file can be chosen again after it failed.
            target.value = "";
          }}
        />
        <UploadIcon aria-hidden className="size-5" />
        Add files
      </label>
      {!isOnline && (
        <p className="text-sm text-muted">You're offline. Files can be added when you are back.</p>
      )}
      {places < 1 && (
        <p className="text-sm text-muted">That's all {input.maxFiles}. Take one out to add another.</p>
      )}
      <FieldProblem id={`${id}-error`} problem={error} />
      {others.length > 0 && (
        <div className="flex flex-col gap-2">
          <p className="text-sm font-semibold">Files you added before</p>
          <ul className="flex flex-col gap-2">
            {others.map((upload) => (
              <FileRow key={upload.id} file={upload}>
                <Button
                  kind="secondary"
                  aria-label={`Use ${upload.name}`}
                  disabled={places < 1}
                  onClick={() => choose([...latest.current, upload.id])}
                >
                  Use
                </Button>
                <Button
                  kind="text"
                  aria-label={`Delete ${upload.name}`}
                  busy={remove.isPending && remove.variables === upload.id}
                  disabled={!isOnline}
                  onClick={() => remove.mutate(upload.id)}
                >
                  Delete
                </Button>
              </FileRow>
            ))}
          </ul>
        </div>
      )}
    </fieldset>
  );
}
