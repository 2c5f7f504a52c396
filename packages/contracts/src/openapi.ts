import * as z from "zod";
import type { Endpoint, Endpoints, Reply } from "./endpoint.ts";
import { Problem, type ProblemCode, problems } from "./problem.ts";

interface DocumentOptions {
  readonly title: string;
  readonly description: string;
  readonly endpoints: Endpoints;
}

/** What any endpoint can answer, besides what its contract names. */
const always: readonly ProblemCode[] = ["https_required", "internal"];
const withFile: readonly ProblemCode[] = ["request_timeout", "body_too_large", "content_type_unsupported"];
const withBody: readonly ProblemCode[] = [...withFile, "validation_failed", "malformed_json"];
const ofAccess: Readonly<Record<Endpoint["access"], readonly ProblemCode[]>> = {
  open: [],
  bearer: ["access_token_missing", "access_token_invalid", "access_token_expired"],
  session_cookie: [],
  qstash_signature: [],
};

/** The OpenAPI 3.1 document of a worker, made from the very schemas that validate its requests. */
export function openApiDocument({ title, description, endpoints }: DocumentOptions): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const [operationId, endpoint] of Object.entries(endpoints)) {
    const path = endpoint.path.replaceAll(/:([a-z_]+)/g, "{$1}");
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operation(operationId, endpoint) };
  }
  return {
    openapi: "3.1.0",
    info: { title, description, version: "1.0.0" },
    paths,
    components: {
      schemas: sharedSchemas(endpoints),
      securitySchemes: {
        bearer: { type: "http", scheme: "bearer", bearerFormat: "JWT (RFC 9068)" },
        session_cookie: { type: "apiKey", in: "cookie", name: "__Host-rt" },
        qstash_signature: { type: "apiKey", in: "header", name: "Upstash-Signature" },
      },
    },
  };
}

function operation(operationId: string, endpoint: Endpoint): object {
  const { summary, description, tag, access, body, bodyOptional = false, file, replies } = endpoint;
  return {
    operationId,
    summary,
    ...(description === undefined ? {} : { description }),
    tags: [tag],
    ...(access === "open" ? {} : { security: [{ [access]: [] }] }),
    parameters: [
      ...parameters("path", endpoint.params),
      ...parameters("query", endpoint.query),
      ...parameters("header", endpoint.headers),
    ],
    ...(body ? requestBody(["application/json"], schemaOf(body, "input"), bodyOptional) : {}),
    ...(file ? requestBody(file.types, { type: "string", format: "binary" }) : {}),
    responses: {
      ...Object.fromEntries(Object.entries(replies).map(([status, reply]) => [status, response(reply)])),
      ...refusals(endpoint),
    },
  };
}

function requestBody(types: readonly string[], schema: object, optional = false): object {
  return {
    requestBody: {
      required: !optional,
      content: Object.fromEntries(types.map((type) => [type, { schema }])),
    },
  };
}

function parameters(place: "path" | "query" | "header", schema: z.ZodObject | undefined): object[] {
  if (!schema) return [];
  const json = z.toJSONSchema(schema, { io: "input" });
  return Object.entries(json.properties ?? {}).map(([name, property]) => ({
    name,
    in: place,
    required: json.required?.includes(name) ?? false,
    schema: relocated(property),
  }));
}

function response({ description, body, contentType = "application/json" }: Reply): object {
  const schema = body ? schemaOf(body, "output") : { type: "string" };
  return body || contentType !== "application/json"
    ? {
        description,
        content: Object.fromEntries([contentType].flat().map((type) => [type, { schema }])),
      }
    : { description };
}

/** One entry per status; its description lists the codes that share it. */
function refusals({ problems: own, access, body, file }: Endpoint): Record<string, object> {
  const ofBody = [...(body ? withBody : []), ...(file ? withFile : [])];
  const codes = [...new Set([...own, ...ofAccess[access], ...ofBody, ...always])];
  const byStatus = Object.groupBy(codes, (code) => problems[code].status);
  return Object.fromEntries(
    Object.entries(byStatus).map(([status, group]) => [
      status,
      {
        description: (group ?? []).map((code) => `\`${code}\`: ${problems[code].title}`).join("\n\n"),
        content: { "application/problem+json": { schema: schemaOf(Problem, "output") } },
      },
    ]),
  );
}

/** A schema with a name becomes a reference to it. */
function schemaOf(schema: z.ZodType, io: "input" | "output"): object {
  const id = z.globalRegistry.get(schema)?.id;
  return id === undefined ? inline(schema, io) : { $ref: `#/components/schemas/${id}` };
}

/** Every named schema that occurs in the endpoints, each once. */
function sharedSchemas(endpoints: Endpoints): Record<string, object> {
  const bodies = Object.values(endpoints).flatMap(({ body }) => (body ? [body] : []));
  const answers = Object.values(endpoints).flatMap(({ replies }) =>
    Object.values<Reply>(replies).flatMap(({ body }) => (body ? [body] : [])),
  );
  return {
    ...Object.assign({}, ...[Problem, ...answers].map((schema) => namedIn(schema, "output"))),
    ...Object.assign({}, ...bodies.map((schema) => namedIn(schema, "input"))),
  };
}

function namedIn(schema: z.ZodType, io: "input" | "output"): Record<string, object> {
  const id = z.globalRegistry.get(schema)?.id;
  const { $defs = {}, $schema, ...own } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  const shared = Object.fromEntries(
    Object.entries($defs).map(([name, definition]) => [name, relocated(definition)]),
  );
  // A schema with a name can come as a reference to its own definition, which is then among the shared ones.
  return id === undefined ? shared : { [id]: relocated(own), ...shared };
}

function inline(schema: z.ZodType, io: "input" | "output"): object {
  const { $defs, $schema, ...own } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return relocated(own);
}

/** JSON Schema keeps shared definitions beside the schema, OpenAPI in its components. */
function relocated(schema: object | boolean): object {
  const text = JSON.stringify(schema, (key, value: unknown) =>
    key === "id" && typeof value === "string" ? undefined : value,
  );
  const parsed: unknown = JSON.parse(text.replaceAll("#/$defs/", "#/components/schemas/"));
  return typeof parsed === "object" && parsed !== null ? parsed : {};
}
