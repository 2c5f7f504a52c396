import type { CardInput } from "@alva/contracts/onboarding-cards";
import { UploadType, uploadTypes } from "@alva/contracts/upload";

type FileInput = Pick<Extract<CardInput, { kind: "file" }>, "accept" | "maxBytesPerFile">;

/** Why a file cannot be taken, before any of it is sent; undefined when it can. What it really is, the server looks at. */
export function refusalOf(
  file: Pick<File, "type" | "size">,
  { accept, maxBytesPerFile }: FileInput,
): string | undefined {
  if (!accept.includes(file.type)) return `This is not a ${typesInWords(accept)}. Choose another file.`;
  if (file.size === 0) return "This file is empty. Choose another one.";
  if (file.size > maxBytesPerFile) {
    return `This file has ${sizeInWords(file.size)}; ${sizeInWords(maxBytesPerFile)} is the most. Save a smaller copy and add that.`;
  }
  return undefined;
}

/** Content types as people name them: "PDF, JPG or PNG". */
export function typesInWords(accept: readonly string[]): string {
  const names = UploadType.options
    .filter((type) => accept.includes(type))
    .map((type) => uploadTypes[type].toUpperCase());
  return [names.slice(0, -1).join(", "), ...names.slice(-1)].filter((part) => part !== "").join(" or ");
}

/** Bytes as people read them: "640 kB", "4.8 MB"; never rounded down to a limit that they exceed. */
export function sizeInWords(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  const [size, unit] = bytes < 1024 * 1024 ? [bytes / 1024, "kB"] : [bytes / 1024 / 1024, "MB"];
  return `${size < 10 ? Math.ceil(size * 10) / 10 : Math.ceil(size)} ${unit}`;
}
