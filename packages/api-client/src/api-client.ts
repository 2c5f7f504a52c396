import { apiEndpoints } from "@alva/contracts/api-endpoints";
import type { CalendarFeedOptions, CalendarFeedQuery } from "@alva/contracts/calendar";
import type { Endpoint } from "@alva/contracts/endpoint";
import { endpointPath, type PathParts } from "@alva/contracts/endpoint-path";
import type { PlanExportFormat } from "@alva/contracts/export";
import type { NotificationSettings } from "@alva/contracts/notifications";
import { type GeneratePlan, PlanEvent } from "@alva/contracts/plan";
import { readProblem } from "@alva/contracts/problem-error";
import type { ProfileInput } from "@alva/contracts/profile";
import type { BulkChange, Operation, OwnTask, TaskChange, TaskQuery } from "@alva/contracts/task";
import { EventSourceParserStream } from "eventsource-parser/stream";
import type * as z from "zod";

interface ApiClientOptions {
  readonly apiOrigin: string;
  /** Sends a request with an access token: the auth client's `fetch`. */
  readonly fetch: typeof fetch;
}

/** One of a person's calendar feeds; without a name, that of the tasks. */
type WhichFeed = z.input<typeof CalendarFeedQuery>;

interface RequestOptions extends PathParts {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
}

/** Typed calls to the api worker. Each method rejects with `ProblemError` on a refusal. */
export type ApiClient = ReturnType<typeof createApiClient>;

/** A client of the api worker. Every answer is parsed with the contract's schema before it is returned. */
export function createApiClient({ apiOrigin, fetch: send }: ApiClientOptions) {
  async function request(endpoint: Endpoint, options: RequestOptions = {}): Promise<Response> {
    const { body, headers, signal } = options;
    const answer = await send(new URL(endpointPath(endpoint, options), apiOrigin), {
      method: endpoint.method,
      headers: { ...headers, ...(body === undefined ? {} : { "Content-Type": "application/json" }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    });
    if (!answer.ok) throw await readProblem(answer);
    return answer;
  }

  async function call<Body extends z.ZodType>(
    endpoint: Endpoint,
    reply: { readonly body: Body },
    options?: RequestOptions,
  ): Promise<z.output<Body>> {
    const answer = await request(endpoint, options);
    return reply.body.parse(await answer.json());
  }

  return {
    getProfile: () => call(apiEndpoints.getProfile, apiEndpoints.getProfile.replies[200]),
    putProfile: (profile: z.input<typeof ProfileInput>) =>
      call(apiEndpoints.putProfile, apiEndpoints.putProfile.replies[200], { body: profile }),
    /** Starts a plan, or finds the equal one. Use one `idempotencyKey` for all tries of one intent. */
    generatePlan: (
      body: z.input<typeof GeneratePlan>,
      { idempotencyKey }: { readonly idempotencyKey: string },
    ) =>
      call(apiEndpoints.generatePlan, apiEndpoints.generatePlan.replies[202], {
        body,
        headers: { "Idempotency-Key": idempotencyKey },
      }),
    listPlans: (query: { readonly limit?: number; readonly cursor?: string } = {}) =>
      call(apiEndpoints.listPlans, apiEndpoints.listPlans.replies[200], { query }),
    getPlan: (id: string) =>
      call(apiEndpoints.getPlan, apiEndpoints.getPlan.replies[200], { params: { id } }),
    getPlanStatus: (id: string) =>
      call(apiEndpoints.getPlanStatus, apiEndpoints.getPlanStatus.replies[200], { params: { id } }),
    /** A plan's status as it changes, until it is final or `signal` aborts. */
    async *planEvents(
      id: string,
      { signal }: { readonly signal?: AbortSignal } = {},
    ): AsyncGenerator<PlanEvent> {
      const answer = await request(apiEndpoints.getPlanEvents, { params: { id }, signal });
      if (!answer.body) return;
      const events = answer.body
        .pipeThrough(new TextDecoderStream())
        .pipeThrough(new EventSourceParserStream());
      for await (const { data } of events) yield PlanEvent.parse(JSON.parse(data));
    },
    cancelPlan: (id: string) =>
      call(apiEndpoints.cancelPlan, apiEndpoints.cancelPlan.replies[200], { params: { id } }),
    /** A plan as a file to keep; its type and name are those that the worker gave. */
    exportPlan: async (id: string, format: PlanExportFormat): Promise<File> =>
      readFile(await request(apiEndpoints.exportPlan, { params: { id }, query: { format } })),
    /** Everything the person has, as a ZIP file. */
    exportEverything: async (): Promise<File> => readFile(await request(apiEndpoints.exportEverything)),
    getCalendarFeed: (query: WhichFeed = {}) =>
      call(apiEndpoints.getCalendarFeed, apiEndpoints.getCalendarFeed.replies[200], { query }),
    /** Makes the feed or gives it a new address. The address is a secret and is not answered again. */
    renewCalendarFeed: ({ feed, ...body }: WhichFeed & CalendarFeedOptions = {}) =>
      call(apiEndpoints.renewCalendarFeed, apiEndpoints.renewCalendarFeed.replies[201], {
        query: { feed },
        body,
      }),
    /** Changes what is in the feed, at the address it has. */
    changeCalendarFeed: ({ feed, ...body }: WhichFeed & CalendarFeedOptions) =>
      call(apiEndpoints.changeCalendarFeed, apiEndpoints.changeCalendarFeed.replies[200], {
        query: { feed },
        body,
      }),
    deleteCalendarFeed: async (query: WhichFeed = {}) => {
      await request(apiEndpoints.deleteCalendarFeed, { query });
    },
    getNotifications: () => call(apiEndpoints.getNotifications, apiEndpoints.getNotifications.replies[200]),
    putNotifications: (settings: NotificationSettings) =>
      call(apiEndpoints.putNotifications, apiEndpoints.putNotifications.replies[200], { body: settings }),
    getDashboard: () => call(apiEndpoints.getDashboard, apiEndpoints.getDashboard.replies[200]),
    listTasks: (query: Partial<TaskQuery> = {}) =>
      call(apiEndpoints.listTasks, apiEndpoints.listTasks.replies[200], { query }),
    changeTask: (id: string, change: TaskChange) =>
      call(apiEndpoints.changeTask, apiEndpoints.changeTask.replies[200], { params: { id }, body: change }),
    addTask: (task: z.input<typeof OwnTask>) =>
      call(apiEndpoints.addTask, apiEndpoints.addTask.replies[201], { body: task }),
    async deleteTask(id: string, operation: Operation): Promise<void> {
      await request(apiEndpoints.deleteTask, { params: { id }, query: operation });
    },
    changeTasks: (change: BulkChange) =>
      call(apiEndpoints.changeTasks, apiEndpoints.changeTasks.replies[200], { body: change }),
  };
}

async function readFile(answer: Response): Promise<File> {
  const [, name = "alva"] = /filename="([^"]+)"/.exec(answer.headers.get("Content-Disposition") ?? "") ?? [];
  return new File([await answer.blob()], name, { type: answer.headers.get("Content-Type") ?? "" });
}
