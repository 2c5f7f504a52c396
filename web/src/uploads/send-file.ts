import { apiEndpoints } from "@alva/contracts/api-endpoints";
import { endpointPath } from "@alva/contracts/endpoint-path";
import { readProblem } from "@alva/contracts/read-problem";
import { Upload } from "@alva/contracts/upload";
import { apiOrigin } from "../origins.ts";
import { authClient } from "../session/clients.ts";

interface SendOptions {
  readonly signal: AbortSignal;
  /** Told the share that has left this device, from 0 to 1. */
  readonly onProgress: (share: number) => void;
}

/**
 * Uploads a file and tells how far it is. With XMLHttpRequest, because `fetch` does not say how much of a body has been sent.
 * Rejects with `ProblemError` on a refusal, with `AbortError` when `signal` aborts.
 */
export async function sendFile(file: File, { signal, onProgress }: SendOptions): Promise<Upload> {
  const { addUpload } = apiEndpoints;
  const token = await authClient().accessToken();
  signal.throwIfAborted();
  const request = new XMLHttpRequest();
  request.open(addUpload.method, new URL(endpointPath(addUpload, { query: { name: file.name } }), apiOrigin));
  request.setRequestHeader("Authorization", `Bearer ${token}`);
  request.upload.addEventListener("progress", ({ loaded, total }) => onProgress(loaded / total));
  const answered = new Promise<Response>((resolve, reject) => {
    request.addEventListener("load", () => resolve(answerOf(request)));
    request.addEventListener("error", () => reject(new TypeError("The connection broke off.")));
    request.addEventListener("abort", () => reject(new DOMException("Stopped.", "AbortError")));
  });
  signal.addEventListener("abort", () => request.abort());
  request.send(file);
  const answer = await answered;
  if (!answer.ok) throw await readProblem(answer);
  return Upload.parse(await answer.json());
}

function answerOf(request: XMLHttpRequest): Response {
  const wait = request.getResponseHeader("Retry-After");
  return new Response(request.responseText, {
    status: request.status,
    headers: wait === null ? {} : { "Retry-After": wait },
  });
}
