/** Where the app itself and the workers are, fixed when the app is built. */
export const webOrigin = process.env.NEXT_PUBLIC_WEB_ORIGIN ?? "http://localhost:3000";
export const authOrigin = process.env.NEXT_PUBLIC_AUTH_ORIGIN ?? "http://localhost:3002";
export const apiOrigin = process.env.NEXT_PUBLIC_API_ORIGIN ?? "http://localhost:3001";
/** Where mails arrive in development; empty where a real provider delivers them. */
export const mailboxAddress = process.env.NEXT_PUBLIC_MAILBOX_URL ?? "";
