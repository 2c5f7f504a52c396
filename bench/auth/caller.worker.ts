import type { Answer, Call } from "./call.ts";

type Neighbours = Readonly<Record<string, { fetch(url: string, init: RequestInit): Promise<Response> }>>;

/**
 * Calls the worker beside it, so that the time of many requests is spent in workerd and hardly in a client or on
 * loopback. It must be taken outside: a worker's own clock has milliseconds. Gives the answers of the last repetition.
 */
export default {
  async fetch(request: Request, neighbours: Neighbours): Promise<Response> {
    const { to, asks, repeats }: Call = await request.json();
    let answers: Answer[] = [];
    for (let repetition = 0; repetition < repeats; repetition += 1) {
      answers = [];
      for (const { path, statuses, ...init } of asks) {
        const answer = await neighbours[to]?.fetch(`https://${to}${path}`, { redirect: "manual", ...init });
        const body = (await answer?.text()) ?? "";
        if (!answer || !statuses.includes(answer.status)) {
          return new Response(`${to}${path}: ${answer?.status} ${body}`, { status: 500 });
        }
        answers.push({ status: answer.status, cookies: answer.headers.getSetCookie(), body });
      }
    }
    return Response.json(answers);
  },
};
