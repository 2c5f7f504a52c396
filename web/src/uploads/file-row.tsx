import type { Upload } from "@alva/contracts/upload";
import { FileText, Image } from "lucide-react";
import type { ReactNode } from "react";
import { sizeInWords } from "./file-words.ts";

interface FileRowProps {
  /** What is known of the file; of one that is gone, its id and words in place of its name. */
  readonly file: Pick<Upload, "id" | "name"> & Partial<Upload>;
  /** What can be done with it. */
  readonly children: ReactNode;
}

/** A file by its name and size. */
export function FileRow({ file, children }: FileRowProps) {
  const Icon = file.content_type === "application/pdf" ? FileText : Image;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-card border border-line bg-surface p-2 pl-3">
      <Icon aria-hidden className="size-5 shrink-0" />
      <p className="min-w-0 flex-1 basis-32">
        <span className="block break-words">{file.name}</span>
        {file.bytes !== undefined && (
          <span className="block text-sm text-muted">{sizeInWords(file.bytes)}</span>
        )}
      </p>
      {children}
    </li>
  );
}
