import type { ApiClient } from "@alva/api-client/api-client";
import type { ExportContent } from "@alva/contracts/export";

/** A file as its owner takes it away: by a link that they make and open. */
export async function exported(api: ApiClient, content: ExportContent): Promise<File> {
  const { address } = await api.makeExportLink(content);
  return api.readExport(address);
}
