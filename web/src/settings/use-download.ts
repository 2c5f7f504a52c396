"use client";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { saveFile } from "./save-file.ts";

interface Wanted {
  /** Which button it was. */
  readonly name: string;
  readonly make: () => Promise<File>;
}

/** Has files made and hands them to the browser, one at a time; the last one can be saved again without making it anew. */
export function useDownload() {
  const [wanted, setWanted] = useState<Wanted>();
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: ({ make }: Wanted) => make(),
    onSuccess: saveFile,
  });
  function start(next: Wanted): void {
    setWanted(next);
    mutate(next);
  }
  return {
    download: (name: string, make: () => Promise<File>) => start({ name, make }),
    retry: () => wanted && start(wanted),
    /** The button whose file is being made. */
    busyWith: isPending ? wanted?.name : undefined,
    file: data,
    error,
  };
}
