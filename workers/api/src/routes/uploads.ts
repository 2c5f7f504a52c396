import { apiEndpoints } from "@alva/contracts/api-endpoints";
import { type Upload, uploadsPerPerson, uploadTypes } from "@alva/contracts/upload";
import { ApiError } from "@alva/http/api-error";
import type { BearerEnv } from "@alva/http/bearer";
import { readCursor, writeCursor } from "@alva/http/cursor";
import { params, query } from "@alva/http/validate";
import { Hono } from "hono";
import * as z from "zod";
import { fileTypeOf } from "../file-type.ts";
import type { Ports } from "../ports.ts";
import { deleteUpload, findUpload, listUploads, saveUploadOnce } from "../queries/uploads.ts";

const { addUpload, listUploads: list, getUpload, deleteUpload: remove } = apiEndpoints;
const UploadCursor = z.tuple([z.iso.datetime(), z.uuid()]);

/** `/uploads`: the files that a person's brand is known by. */
export function uploadRoutes({ db, files }: Ports) {
  return new Hono<BearerEnv>()
    .post(addUpload.path, query(addUpload.query), async (c) => {
      const bytes = await c.req.arrayBuffer();
      const contentType = fileTypeOf(bytes);
      if (!contentType) {
        throw new ApiError(
          "content_type_unsupported",
          "This is not a PDF, JPG or PNG. Please choose another file.",
        );
      }
      const { name } = c.req.valid("query");
      const key = { userId: c.get("caller").sub, id: crypto.randomUUID() };
      const sha256 = toHex(await crypto.subtle.digest("SHA-256", bytes));
      // The bytes come first, so that whatever fails in between, no row is without its file.
      await files.write(key, bytes);
      const upload = await saveUploadOnce(db, { ...key, name, contentType, bytes: bytes.byteLength, sha256 });
      if (upload?.id === key.id) return c.json(upload, 201);
      await files.remove([key]);
      if (upload) return c.json(upload, 200);
      throw new ApiError(
        "state_conflict",
        `You have ${uploadsPerPerson} files already. Please delete one first.`,
      );
    })
    .get(list.path, query(list.query), async (c) => {
      const { limit, cursor } = c.req.valid("query");
      const [createdAt, id] = cursor === undefined ? [] : readCursor(UploadCursor, cursor);
      const after = createdAt !== undefined && id !== undefined ? { createdAt, id } : undefined;
      const uploads = await listUploads(db, { userId: c.get("caller").sub, limit: limit + 1, after });
      const page = uploads.slice(0, limit);
      const last = page.at(-1);
      return c.json({
        items: page,
        next_cursor: uploads.length > limit && last ? writeCursor([last.created_at, last.id]) : null,
      });
    })
    .get(getUpload.path, params(getUpload.params), async (c) => {
      const key = { userId: c.get("caller").sub, id: c.req.valid("param").id };
      const upload = await findUpload(db, key);
      const bytes = upload && (await files.read(key));
      if (!bytes) throw noFile();
      return c.body(bytes, 200, {
        "Content-Type": upload.content_type,
        "Content-Disposition": disposition(upload),
      });
    })
    .delete(remove.path, params(remove.params), async (c) => {
      const key = { userId: c.get("caller").sub, id: c.req.valid("param").id };
      const outcome = await deleteUpload(db, key);
      if (outcome === "not_found") throw noFile();
      if (outcome === "in_profile") {
        throw new ApiError("state_conflict", "Your profile names this file. Please take it out there first.");
      }
      await files.remove([key]);
      return c.body(null, 204);
    });
}

function noFile(): ApiError {
  return new ApiError("not_found", "You have no file with this id.");
}

/** Always to be saved, never to be shown, under its owner's name for it (RFC 6266 section 4.3, RFC 8187 section 3.2.1). */
function disposition({ name, content_type }: Upload): string {
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="upload.${uploadTypes[content_type]}"; filename*=UTF-8''${encoded}`;
}

function toHex(hash: ArrayBuffer): string {
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
