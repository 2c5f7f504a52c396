import { apiEndpoints } from "@alva/contracts/api-endpoints";
import type { CalendarFeedOptions, CalendarFeedQuery } from "@alva/contracts/calendar";
import type { AskForDraft, DraftEdit } from "@alva/contracts/draft";
import type { Endpoint } from "@alva/contracts/endpoint";
import { endpointPath, type PathParts } from "@alva/contracts/endpoint-path";
import type { ExportContent } from "@alva/contracts/export";
import type { CardId } from "@alva/contracts/onboarding-cards";
import type { FinalizeOnboarding, PutCardAnswer } from "@alva/contracts/onboarding";
import type { NotificationSettings } from "@alva/contracts/notifications";
import { type GeneratePlan, PlanEvent, type PlanStep } from "@alva/contracts/plan";
import type { Confirmation, ReplanWish, Undo } from "@alva/contracts/plan-changes";
import type { NewNote } from "@alva/contracts/client-note";
import type { RestoreTasks } from "@alva/contracts/ledger";
import type { LogMeasure } from "@alva/contracts/measure";
import { readProblem } from "@alva/contracts/read-problem";
import type { ProfileInput } from "@alva/contracts/profile";
import type { PutAnswersAside } from "@alva/contracts/put-aside";
import type { Means } from "@alva/contracts/simulation";
import type { BulkChange, Operation, OwnTask, TaskChange, TaskQuery } from "@alva/contracts/task";
import type { TaskWrites } from "@alva/contracts/task-writes";
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
  /** Sent as it is, instead of a JSON body. */
  readonly file?: Blob;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
}

/** When a person is offered to try again, so it is of no use to wait longer (product specification, section 5). */
const requestTimeoutMilliseconds = 20_000;

/** Typed calls to the api worker. Each method rejects with `ProblemError` on a refusal. */
export type ApiClient = ReturnType<typeof createApiClient>;

/**
 * A client of the api worker. Every answer is parsed with the contract's schema before it is returned; one that does not come
 * within 20 seconds is given up with a `TimeoutError`.
 */
export function createApiClient({ apiOrigin, fetch: send }: ApiClientOptions) {
  async function request(endpoint: Endpoint, options: RequestOptions = {}): Promise<Response> {
    const { body, file, headers, signal } = options;
    const answer = await send(new URL(endpointPath(endpoint, options), apiOrigin), {
      method: endpoint.method,
      headers: { ...headers, ...(body === undefined ? {} : { "Content-Type": "application/json" }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      // A Blob brings its own content type.
      ...(file === undefined ? {} : { body: file }),
      ...(signal === undefined ? {} : { signal }),
    });
    return accepted(answer);
  }

  async function call<Body extends z.ZodType>(
    endpoint: Endpoint,
    reply: { readonly body: Body },
    options: RequestOptions = {},
  ): Promise<z.output<Body>> {
    // Files and streams take as long as they take.
    const signal = options.file === undefined ? AbortSignal.timeout(requestTimeoutMilliseconds) : undefined;
    const answer = await request(endpoint, { signal, ...options });
    return reply.body.parse(await answer.json());
  }

  return {
    getOnboarding: () => call(apiEndpoints.getOnboarding, apiEndpoints.getOnboarding.replies[200]),
    /** Saves a card's answer; the reply says what is stored, which is another device's answer when that came later. */
    putCardAnswer: (card: CardId, body: z.input<typeof PutCardAnswer>) =>
      call(apiEndpoints.putCardAnswer, apiEndpoints.putCardAnswer.replies[200], { params: { card }, body }),
    finalizeOnboarding: (body: z.input<typeof FinalizeOnboarding>) =>
      call(apiEndpoints.finalizeOnboarding, apiEndpoints.finalizeOnboarding.replies[200], { body }),
    getOnboardingSummary: () =>
      call(apiEndpoints.getOnboardingSummary, apiEndpoints.getOnboardingSummary.replies[200]),
    getProfile: () => call(apiEndpoints.getProfile, apiEndpoints.getProfile.replies[200]),
    /** Replaces the profile; with `ifVersion` only while it is still of this version, else `state_conflict`. */
    putProfile: (
      profile: z.input<typeof ProfileInput>,
      { ifVersion }: { readonly ifVersion?: number } = {},
    ) =>
      call(apiEndpoints.putProfile, apiEndpoints.putProfile.replies[200], {
        body: profile,
        ...(ifVersion === undefined ? {} : { headers: { "If-Match": `"${ifVersion}"` } }),
      }),
    listProfileVersions: (query: { readonly limit?: number; readonly cursor?: string } = {}) =>
      call(apiEndpoints.listProfileVersions, apiEndpoints.listProfileVersions.replies[200], { query }),
    getProfileVersion: (version: number) =>
      call(apiEndpoints.getProfileVersion, apiEndpoints.getProfileVersion.replies[200], {
        params: { version: String(version) },
      }),
    /** Uploads a PDF, JPG or PNG; a file that is there already is answered as it was stored. */
    addUpload: (file: File) =>
      call(apiEndpoints.addUpload, apiEndpoints.addUpload.replies[201], { query: { name: file.name }, file }),
    listUploads: (query: { readonly limit?: number; readonly cursor?: string } = {}) =>
      call(apiEndpoints.listUploads, apiEndpoints.listUploads.replies[200], { query }),
    getUpload: async (id: string): Promise<File> =>
      readFile(await request(apiEndpoints.getUpload, { params: { id } })),
    deleteUpload: async (id: string) => {
      await request(apiEndpoints.deleteUpload, { params: { id } });
    },
    addNote: (note: z.input<typeof NewNote>) =>
      call(apiEndpoints.addNote, apiEndpoints.addNote.replies[200], { body: note }),
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
    ledger: (id: string, query: { readonly limit?: number; readonly cursor?: string | undefined } = {}) =>
      call(apiEndpoints.listLedger, apiEndpoints.listLedger.replies[200], { params: { id }, query }),
    reasons: (
      id: string,
      query: { readonly limit?: number; readonly cursor?: string | undefined; readonly path?: string } = {},
    ) => call(apiEndpoints.listReasons, apiEndpoints.listReasons.replies[200], { params: { id }, query }),
    restoreTasks: (params: { readonly id: string; readonly line: string }, body: RestoreTasks) =>
      call(apiEndpoints.restoreTasks, apiEndpoints.restoreTasks.replies[200], { params, body }),
    measuredValues: (
      id: string,
      query: { readonly limit?: number; readonly cursor?: string | undefined } = {},
    ) =>
      call(apiEndpoints.listMeasuredValues, apiEndpoints.listMeasuredValues.replies[200], {
        params: { id },
        query,
      }),
    /** Writes a measure's value of a day down, or takes it back. Use one operation id for all tries of one intent. */
    logMeasure: (id: string, body: LogMeasure) =>
      call(apiEndpoints.logMeasure, apiEndpoints.logMeasure.replies[200], { params: { id }, body }),
    getPlanStatus: (id: string) =>
      call(apiEndpoints.getPlanStatus, apiEndpoints.getPlanStatus.replies[200], { params: { id } }),
    /** A plan's status as it changes, until it is final or `signal` aborts; each carries the whole, so none is missed. */
    async *planEvents(
      id: string,
      { signal }: { readonly signal?: AbortSignal } = {},
    ): AsyncGenerator<PlanEvent> {
      const answer = await request(apiEndpoints.getPlanEvents, { params: { id }, signal });
      if (!answer.body) return;
      const events = answer.body
        .pipeThrough(new TextDecoderStream())
        .pipeThrough(new EventSourceParserStream());
      for await (const { event, data } of events) {
        if (event === "status") yield PlanEvent.parse(JSON.parse(data));
      }
    },
    /** Asks again for a step that ended with standard tasks; the answer names the new plan. */
    retryStep: (id: string, step: PlanStep) =>
      call(apiEndpoints.retryStep, apiEndpoints.retryStep.replies[202], { params: { id, step } }),
    cancelPlan: (id: string) =>
      call(apiEndpoints.cancelPlan, apiEndpoints.cancelPlan.replies[200], { params: { id } }),
    /** What a wish would do to the current plan; nothing changes. */
    previewReplan: (id: string, wish: ReplanWish) =>
      call(apiEndpoints.replanPlan, apiEndpoints.replanPlan.replies[200], { params: { id }, body: wish }),
    /** Applies a wish as it was previewed. Use one operation id for all tries of one intent. */
    applyReplan: (id: string, wish: ReplanWish, confirm: Confirmation) =>
      call(apiEndpoints.replanPlan, apiEndpoints.replanPlan.replies[201], {
        params: { id },
        body: { ...wish, confirm },
      }),
    /** Has a new plan made beside the current one. */
    regeneratePlan: (id: string, { idempotencyKey }: { readonly idempotencyKey: string }) =>
      call(apiEndpoints.regeneratePlan, apiEndpoints.regeneratePlan.replies[202], {
        params: { id },
        headers: { "Idempotency-Key": idempotencyKey },
      }),
    /** What applying a proposed plan would do to the current one's board. */
    comparePlans: (id: string, other: string) =>
      call(apiEndpoints.comparePlans, apiEndpoints.comparePlans.replies[200], { params: { id, other } }),
    applyPlan: (id: string, confirmation: Confirmation) =>
      call(apiEndpoints.applyPlan, apiEndpoints.applyPlan.replies[200], {
        params: { id },
        body: confirmation,
      }),
    /** Says no to a proposed plan. */
    declinePlan: (id: string) =>
      call(apiEndpoints.declinePlan, apiEndpoints.declinePlan.replies[200], { params: { id } }),
    /** No device asks about this plan again while it waits, or as it failed. */
    putPlanAside: (id: string) =>
      call(apiEndpoints.putPlanAside, apiEndpoints.putPlanAside.replies[200], { params: { id } }),
    /** No device tells again of answers that changed since this plan, as far as they are those that were shown. */
    putAnswersAside: (id: string, shown: PutAnswersAside) =>
      call(apiEndpoints.putAnswersAside, apiEndpoints.putAnswersAside.replies[200], {
        params: { id },
        body: shown,
      }),
    /** Goes back to the plan before the current one, within 24 hours. */
    undoPlan: (id: string, undo: Undo) =>
      call(apiEndpoints.undoPlan, apiEndpoints.undoPlan.replies[200], { params: { id }, body: undo }),
    /** What other hours or money would change; nothing does. */
    simulate: (means: Means) =>
      call(apiEndpoints.simulate, apiEndpoints.simulate.replies[200], { body: means }),
    getPlanBundle: (id: string) =>
      call(apiEndpoints.getPlanBundle, apiEndpoints.getPlanBundle.replies[200], { params: { id } }),
    /** Makes a link to a file, for 24 hours. The address is a secret and is not answered again. */
    makeExportLink: (content: ExportContent) =>
      call(apiEndpoints.makeExportLink, apiEndpoints.makeExportLink.replies[201], { body: content }),
    listExportLinks: () => call(apiEndpoints.listExportLinks, apiEndpoints.listExportLinks.replies[200]),
    endExportLink: async (id: string) => {
      await request(apiEndpoints.endExportLink, { params: { id } });
    },
    /** The file at a link's address, as things are now; its type and name are those that the worker gave. */
    readExport: async (address: string): Promise<File> => readFile(await accepted(await send(address))),
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
    taskHistory: (
      id: string,
      query: { readonly limit?: number; readonly cursor?: string | undefined } = {},
    ) =>
      call(apiEndpoints.getTaskHistory, apiEndpoints.getTaskHistory.replies[200], { params: { id }, query }),
    changeTask: (id: string, change: TaskChange) =>
      call(apiEndpoints.changeTask, apiEndpoints.changeTask.replies[200], { params: { id }, body: change }),
    addTask: (task: z.input<typeof OwnTask>) =>
      call(apiEndpoints.addTask, apiEndpoints.addTask.replies[201], { body: task }),
    async deleteTask(id: string, operation: Operation): Promise<void> {
      await request(apiEndpoints.deleteTask, { params: { id }, query: operation });
    },
    /** Makes many writes in their order, with an answer for each. */
    writeTasks: (body: z.input<typeof TaskWrites>) =>
      call(apiEndpoints.writeTasks, apiEndpoints.writeTasks.replies[200], { body }),
    /** Has a text drafted. Use one `operation_id` for all tries of one intent. */
    askForDraft: (taskId: string, body: AskForDraft) =>
      call(apiEndpoints.askForDraft, apiEndpoints.askForDraft.replies[202], { params: { id: taskId }, body }),
    listDrafts: (taskId: string, query: { readonly limit?: number; readonly cursor?: string } = {}) =>
      call(apiEndpoints.listDrafts, apiEndpoints.listDrafts.replies[200], { params: { id: taskId }, query }),
    getDraft: (id: string) =>
      call(apiEndpoints.getDraft, apiEndpoints.getDraft.replies[200], { params: { id } }),
    editDraft: (id: string, edit: DraftEdit) =>
      call(apiEndpoints.editDraft, apiEndpoints.editDraft.replies[200], { params: { id }, body: edit }),
    cancelDraft: (id: string) =>
      call(apiEndpoints.cancelDraft, apiEndpoints.cancelDraft.replies[200], { params: { id } }),
    /** The desk's conversation, newest first. Questions are asked with the AI SDK's transport; see `chatRequest`. */
    listChat: (query: { readonly limit?: number; readonly cursor?: string } = {}) =>
      call(apiEndpoints.listChat, apiEndpoints.listChat.replies[200], { query }),
    clearChat: async () => {
      await request(apiEndpoints.clearChat);
    },
    /** Carries out a proposal, once; what `next` holds is for the caller to send. */
    confirmProposal: (id: string) =>
      call(apiEndpoints.confirmProposal, apiEndpoints.confirmProposal.replies[200], { params: { id } }),
    cancelProposal: (id: string) =>
      call(apiEndpoints.cancelProposal, apiEndpoints.cancelProposal.replies[200], { params: { id } }),
    changeTasks: (change: BulkChange) =>
      call(apiEndpoints.changeTasks, apiEndpoints.changeTasks.replies[200], { body: change }),
  };
}

async function accepted(answer: Response): Promise<Response> {
  if (!answer.ok) throw await readProblem(answer);
  return answer;
}

async function readFile(answer: Response): Promise<File> {
  const [, name = "alva"] = /filename="([^"]+)"/.exec(answer.headers.get("Content-Disposition") ?? "") ?? [];
  return new File([await answer.blob()], name, { type: answer.headers.get("Content-Type") ?? "" });
}
