/** An address that its owner knows again and nobody else learns from: its first letter and its domain. */
export function maskedAddress(email: string): string {
  return `${email.slice(0, 1)}•••${email.slice(email.lastIndexOf("@"))}`;
}
