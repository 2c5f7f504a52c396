import { apiEndpoints } from "@alva/contracts/api-endpoints";
import type { ExportContent } from "@alva/contracts/export";
import { endpointPath } from "@alva/contracts/endpoint-path";
import { ApiError } from "@alva/http/api-error";
import type { BearerEnv } from "@alva/http/bearer";
import { type LimitedEnv, limitRequests } from "@alva/http/limit-requests";
import { networkOf } from "@alva/http/network";
import { randomSecret, sha256 } from "@alva/http/secrets";
import { body, params } from "@alva/http/validate";
import { Hono } from "hono";
import { writeExport } from "../export-file.ts";
import type { Ports } from "../ports.ts";
import { endExportLink, findExported, listExportLinks, makeExportLink } from "../queries/export-links.ts";
import { findPlanBundle } from "../queries/plan-bundle.ts";

const { makeExportLink: make, listExportLinks: list, endExportLink: end } = apiEndpoints;
const { readExport, getPlanBundle } = apiEndpoints;

/** `/exports`: the links to what a person takes away, of which only they decide; and a plan's bundle. */
export function exportRoutes({ db, config }: Ports) {
  return new Hono<BearerEnv>()
    .post(make.path, body(make.body), async (c) => {
      const content = c.req.valid("json");
      const secret = randomSecret();
      const userId = c.get("caller").sub;
      const link = await makeExportLink(db, { userId, secretHash: await sha256(secret), content });
      if (link === undefined) throw new ApiError("not_found", nothing[content.what]);
      if (link === null) {
        throw new ApiError("state_conflict", "This plan is not ready, so there is nothing to export.");
      }
      const path = endpointPath(readExport, { params: { token: secret } });
      return c.json({ ...link, address: new URL(path, config.apiOrigin).href }, 201);
    })
    .get(list.path, async (c) => c.json({ items: await listExportLinks(db, c.get("caller").sub) }))
    .delete(end.path, params(end.params), async (c) => {
      const isEnded = await endExportLink(db, { userId: c.get("caller").sub, ...c.req.valid("param") });
      if (!isEnded) throw new ApiError("not_found", "You have no link with this id.");
      return c.body(null, 204);
    })
    .get(getPlanBundle.path, params(getPlanBundle.params), async (c) => {
      const planId = c.req.valid("param").id;
      const bundle = await findPlanBundle(db, { userId: c.get("caller").sub, planId });
      if (bundle === undefined) throw new ApiError("not_found", nothing.plan);
      if (bundle === null) {
        throw new ApiError("state_conflict", "This plan is not ready, so there is nothing to merge again.");
      }
      return c.json(bundle, 200, {
        "Content-Disposition": `attachment; filename="alva-plan-${planId}.json"`,
      });
    });
}

const nothing: Readonly<Record<ExportContent["what"], string>> = {
  everything: "You have nothing to export yet.",
  plan: "You have no plan with this id.",
};

/** `/exports/files/:token`: an export itself, for whoever has its link. */
export function exportFileRoutes(ports: Ports) {
  return new Hono<LimitedEnv>().get(
    readExport.path,
    limitRequests({
      limiter: ports.exportLimit,
      identify: networkOf,
      detail: "Your network asked for files too often. Try again in a moment.",
    }),
    params(readExport.params),
    async (c) => {
      const exported = await findExported(ports.db, await sha256(c.req.valid("param").token));
      const file = exported && (await writeExport(exported, ports));
      if (!file) throw new ApiError("not_found", "There is nothing at this address.");
      return c.body(file.content, 200, {
        "Content-Type": file.type,
        "Content-Disposition": `attachment; filename="${file.name}"`,
      });
    },
  );
}
