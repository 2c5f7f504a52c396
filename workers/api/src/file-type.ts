import type { UploadType } from "@alva/contracts/upload";

/** How each kind of file begins (ISO 32000-1 section 7.5.2, ITU-T T.81 annex B, PNG specification section 5.2). */
const beginnings: readonly (readonly [UploadType, readonly number[]])[] = [
  ["application/pdf", [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ["image/jpeg", [0xff, 0xd8, 0xff]],
  ["image/png", [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
];

/** What a file is by its bytes; undefined when it is none of what may be uploaded. */
export function fileTypeOf(bytes: ArrayBuffer): UploadType | undefined {
  const start = new Uint8Array(bytes, 0, Math.min(8, bytes.byteLength));
  return beginnings.find(([, signature]) => signature.every((byte, index) => start[index] === byte))?.[0];
}
