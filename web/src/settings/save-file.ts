/** Hands a file to the browser's downloads under its own name. */
export function saveFile(file: File): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = file.name;
  link.click();
  // The download has the content by then; the address would hold it in memory.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
