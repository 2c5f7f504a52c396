import * as z from "zod";
import { lineOfText } from "./text.ts";

/** What a file may be, by its bytes and not by what its sender calls it; and the ending of its name when it is taken away. */
export const uploadTypes = {
  "application/pdf": "pdf",
  "image/jpeg": "jpg",
  "image/png": "png",
} as const;

/** A file's content type. */
export const UploadType = z.enum(["application/pdf", "image/jpeg", "image/png"]);
export type UploadType = z.infer<typeof UploadType>;

/** Largest file in bytes (product specification, section 5). */
export const uploadBytes = 5 * 1024 * 1024;

/** How many files a person may have: twice what a profile holds, and together what one ZIP in a worker's memory can. */
export const uploadsPerPerson = 6;

/** Query of an upload: the file's name, which is shown and never used as a path. */
export const UploadQuery = z.strictObject({ name: lineOfText({ min: 1, max: 200 }) });

/** Path of one upload. */
export const UploadId = z.strictObject({ id: z.uuid() });

/** A file that a person uploaded. Its `id` is what a profile's `asset_file_ids` name. */
export const Upload = z
  .object({
    id: z.uuid(),
    name: z.string(),
    content_type: UploadType,
    bytes: z.int().min(1),
    created_at: z.iso.datetime(),
  })
  .meta({ id: "Upload" });
export type Upload = z.infer<typeof Upload>;
