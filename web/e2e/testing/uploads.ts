/** A file that begins as a PNG does, and is like no other. */
export function picture(name: string, bytes = 2000) {
  const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
  const buffer = Buffer.alloc(bytes, name);
  buffer.set(signature);
  return { name, mimeType: "image/png", buffer };
}
