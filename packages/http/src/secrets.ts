import { base64url } from "jose";

const secretBytes = 32;

/** 256 random bits as 43 characters of base64url. */
export function randomSecret(): string {
  return base64url.encode(crypto.getRandomValues(new Uint8Array(secretBytes)));
}

/**
 * SHA-256 as base64url, the only form in which a secret is stored. A fast hash is enough: each secret has 256 bits of
 * entropy (OWASP ASVS 5.0 section 11.4.2 asks for slow ones only where people choose the secret).
 */
export async function sha256(text: string): Promise<string> {
  return base64url.encode(
    new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text))),
  );
}
