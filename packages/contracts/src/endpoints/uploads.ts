import type { Endpoints } from "../endpoint.ts";
import { PageQuery, pageOf } from "../pagination.ts";
import { Upload, uploadBytes, UploadId, UploadQuery, uploadsPerPerson, UploadType } from "../upload.ts";

/** Brand guides, logos and looks that a person likes. */
export const uploadsEndpoints = {
  addUpload: {
    method: "POST",
    path: "/uploads",
    summary: "Upload a PDF, JPG or PNG",
    description:
      `The body is the file, of at most ${uploadBytes} bytes; what it is, its bytes say. A file that is already there is answered ` +
      `as it was stored. A person has at most ${uploadsPerPerson} files.`,
    tag: "Uploads",
    access: "bearer",
    query: UploadQuery,
    file: { types: UploadType.options, maxBytes: uploadBytes },
    replies: {
      201: { description: "Stored.", body: Upload },
      200: { description: "It was there already.", body: Upload },
    },
    problems: ["validation_failed", "state_conflict", "dependency_unavailable"],
  },
  listUploads: {
    method: "GET",
    path: "/uploads",
    summary: "The person's files, newest first",
    tag: "Uploads",
    access: "bearer",
    query: PageQuery,
    replies: { 200: { description: "A page of files.", body: pageOf(Upload) } },
    problems: ["validation_failed", "dependency_unavailable"],
  },
  getUpload: {
    method: "GET",
    path: "/uploads/:id",
    summary: "A file itself",
    tag: "Uploads",
    access: "bearer",
    params: UploadId,
    replies: { 200: { description: "The file, as an attachment.", contentType: UploadType.options } },
    problems: ["not_found", "dependency_unavailable"],
  },
  deleteUpload: {
    method: "DELETE",
    path: "/uploads/:id",
    summary: "Delete a file",
    description: "A file that the profile names is in use: take it out of the profile first.",
    tag: "Uploads",
    access: "bearer",
    params: UploadId,
    replies: { 204: { description: "Deleted." } },
    problems: ["not_found", "state_conflict", "dependency_unavailable"],
  },
} as const satisfies Endpoints;
