import { accountErased } from "@alva/contracts/account-erased";
import solo from "@alva/contracts/examples/handmade-solo.json" with { type: "json" };
import { onboarding, placedInputs } from "@alva/contracts/onboarding-cards";
import { ProfileInput } from "@alva/contracts/profile";
import { uploadBytes, uploadsPerPerson, UploadType } from "@alva/contracts/upload";
import { expectProblem } from "@alva/http/testing/expect-problem";
import { strFromU8, unzipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { readConfig } from "../config.ts";
import { createPorts } from "../ports.ts";
import { sweepFiles } from "../sweep-files.ts";
import { bindings } from "../testing/bindings.ts";
import { deliver } from "../testing/delivery.ts";
import { exported } from "../testing/exported.ts";
import { newPerson, send } from "../testing/person.ts";

type Person = Awaited<ReturnType<typeof newPerson>>;

const ports = createPorts(readConfig(bindings));
const signatures = {
  "application/pdf": "%PDF-1.7\n",
  "image/jpeg": "\u00ff\u00d8\u00ff\u00e0",
  "image/png": "\u0089PNG\r\n\u001a\n",
} as const satisfies Record<UploadType, string>;
const profile = ProfileInput.parse(solo);

/** A file that begins as its type does. */
function file(type: UploadType, { name = "logo.png", rest = crypto.randomUUID() } = {}): File {
  return new File([Uint8Array.from(signatures[type] + rest, (sign) => sign.charCodeAt(0))], name, { type });
}

function upload({ token }: Person, body: BodyInit, headers: Record<string, string> = {}): Promise<Response> {
  return send("/uploads?name=a", {
    method: "POST",
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "image/png", ...headers },
    body,
  });
}

/** Ids of the files that lie in the bucket for a person. */
async function filesOf({ id }: Person): Promise<string[]> {
  const ids: string[] = [];
  for await (const page of ports.files.pages(`${id}/`)) ids.push(...page.map((one) => one.id));
  return ids;
}

describe("an upload", () => {
  test.each(UploadType.options)(
    "of %s comes back byte by byte, as an attachment that nothing sniffs or runs",
    async (type) => {
      const person = await newPerson();
      const sent = file(type, { name: `Łogo "2"\r\nX-Evil: 1;'*.html` });
      const stored = await person.api.addUpload(sent);
      expect(stored).toMatchObject({
        content_type: type,
        bytes: sent.size,
        name: `Łogo "2" X-Evil: 1;'*.html`,
      });
      const answer = await send(`/uploads/${stored.id}`, {
        headers: { Authorization: `Bearer ${person.token}` },
      });
      expect(answer.headers.get("Content-Type")).toBe(type);
      expect(answer.headers.get("Content-Disposition")).toMatch(
        /^attachment; filename="upload\.(pdf|jpg|png)"; filename\*=UTF-8''%C5%81ogo%20%222%22%20X-Evil%3A%201%3B%27%2A\.html$/,
      );
      expect(answer.headers.get("X-Content-Type-Options")).toBe("nosniff");
      expect(answer.headers.get("Content-Security-Policy")).toMatch(/default-src 'none'.*sandbox/);
      expect(answer.headers.get("X-Evil")).toBeNull();
      expect(await answer.arrayBuffer()).toEqual(await sent.arrayBuffer());
    },
  );

  test("is what its bytes say, not its content type", async () => {
    const { api } = await newPerson();
    const disguised = new File([await file("application/pdf").arrayBuffer()], "a", { type: "image/png" });
    expect(await api.addUpload(disguised)).toMatchObject({ content_type: "application/pdf" });
  });

  test.each([
    ["HTML", "<html><script>alert(1)</script>"],
    ["SVG", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"],
    ["a ZIP", "PK\u0003\u0004"],
    ["a GIF", "GIF89a"],
    ["a PNG cut short", "\u0089PNG\r\n"],
    ["nothing", ""],
  ])("of %s under an image's content type is refused, and nothing is stored", async (_what, bytes) => {
    const person = await newPerson();
    const body = Uint8Array.from(bytes, (sign) => sign.charCodeAt(0));
    await expectProblem(await upload(person, body), "content_type_unsupported");
    expect(await filesOf(person)).toEqual([]);
  });

  test.each([
    ["as a form", { "Content-Type": "multipart/form-data; boundary=a" }],
    ["as text", { "Content-Type": "text/plain" }],
    ["compressed", { "Content-Encoding": "gzip" }],
  ])("sent %s is refused", async (_how, headers) => {
    const body = await file("image/png").arrayBuffer();
    await expectProblem(await upload(await newPerson(), body, headers), "content_type_unsupported");
  });

  test("may have exactly 5 MB, as the cards say", async () => {
    const inputs = onboarding.cards.flatMap((card) => placedInputs(card).map(({ input }) => input));
    const limits = inputs.flatMap((input) => (input.kind === "file" ? [input.maxBytesPerFile] : []));
    expect(new Set(limits)).toEqual(new Set([uploadBytes]));
    const person = await newPerson();
    const largest = new Uint8Array(uploadBytes);
    largest.set(new Uint8Array(await file("image/png").arrayBuffer()));
    expect((await upload(person, largest)).status).toBe(201);
    const larger = new Uint8Array(uploadBytes + 1);
    larger.set(largest);
    await expectProblem(await upload(person, larger), "body_too_large");
  });

  test.each(["", "?name=", `?name=${"a".repeat(201)}`, "?name=a&role=admin"])(
    "with the query %j is refused",
    async (query) => {
      const { token } = await newPerson();
      const headers = { Authorization: `Bearer ${token}`, "Content-Type": "image/png" };
      const answer = await send(`/uploads${query}`, { method: "POST", headers, body: file("image/png") });
      await expectProblem(answer, "validation_failed");
    },
  );

  test("of the same bytes, also ten times at once, is one file", async () => {
    const person = await newPerson();
    const same = file("image/png");
    const stored = await Promise.all(Array.from({ length: 10 }, () => person.api.addUpload(same)));
    expect(new Set(stored.map(({ id }) => id)).size).toBe(1);
    expect(await filesOf(person)).toEqual([stored[0]?.id]);
    expect((await person.api.listUploads()).items).toEqual([stored[0]]);
  });

  test("past the most that a person may have is refused, also when all come at once", async () => {
    const person = await newPerson();
    const tries = await Promise.allSettled(
      Array.from({ length: uploadsPerPerson + 4 }, () => person.api.addUpload(file("image/png"))),
    );
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(uploadsPerPerson);
    await expect(person.api.addUpload(file("image/png"))).rejects.toMatchObject({ code: "state_conflict" });
    const { items } = await person.api.listUploads();
    expect((await filesOf(person)).toSorted()).toEqual(items.map(({ id }) => id).toSorted());
  });

  test("leaves no row without its file when the database fails", async () => {
    const person = await newPerson();
    const fault = { method: "POST", body: JSON.stringify({ kind: "status", status: 500 }) };
    await fetch(`${bindings.NEON_URL}/_stand-in/faults`, fault);
    await expect(person.api.addUpload(file("image/png"))).rejects.toMatchObject({
      code: "dependency_unavailable",
    });
    expect((await person.api.listUploads()).items).toEqual([]);
  });
});

describe("the list of uploads", () => {
  test("goes page by page, newest first, each file once", async () => {
    const { api } = await newPerson();
    const stored = [];
    for (let count = 0; count < 5; count += 1) stored.push(await api.addUpload(file("image/png")));
    const first = await api.listUploads({ limit: 3 });
    const second = await api.listUploads({ limit: 3, cursor: first.next_cursor ?? "" });
    expect(second.next_cursor).toBeNull();
    const ids = [...first.items, ...second.items].map(({ id }) => id);
    expect(ids.toSorted()).toEqual(stored.map(({ id }) => id).toSorted());
    const times = [...first.items, ...second.items].map(({ created_at }) => created_at);
    expect(times).toEqual(times.toSorted().toReversed());
  });
});

describe("a file", () => {
  test("of another person is not found, and stays", async () => {
    const [person, stranger] = [await newPerson(), await newPerson()];
    const { id } = await person.api.addUpload(file("image/png"));
    await expect(stranger.api.getUpload(id)).rejects.toMatchObject({ code: "not_found" });
    await expect(stranger.api.deleteUpload(id)).rejects.toMatchObject({ code: "not_found" });
    const borrowed = { ...profile, brand_identity: { ...profile.brand_identity, asset_file_ids: [id] } };
    await expect(stranger.api.putProfile(borrowed)).rejects.toMatchObject({ code: "validation_failed" });
    const plan = stranger.api.generatePlan({ clientProfile: borrowed }, { idempotencyKey: "one" });
    await expect(plan).rejects.toMatchObject({
      code: "validation_failed",
      errors: [{ path: "clientProfile.brand_identity.asset_file_ids.0" }],
    });
    await expect(stranger.api.getProfile()).rejects.toMatchObject({ code: "not_found" });
    expect((await stranger.api.listPlans()).items).toEqual([]);
    await person.api.generatePlan({ clientProfile: borrowed }, { idempotencyKey: "one" });
    expect((await stranger.api.listUploads()).items).toEqual([]);
    expect((await person.api.getUpload(id)).size).toBeGreaterThan(0);
  });

  test("that is deleted is gone from the list and the bucket", async () => {
    const person = await newPerson();
    const { id } = await person.api.addUpload(file("image/png"));
    await person.api.deleteUpload(id);
    await expect(person.api.getUpload(id)).rejects.toMatchObject({ code: "not_found" });
    await expect(person.api.deleteUpload(id)).rejects.toMatchObject({ code: "not_found" });
    expect(await filesOf(person)).toEqual([]);
  });

  test("that the profile names is not deleted until the profile names it no more", async () => {
    const { api } = await newPerson();
    const { id } = await api.addUpload(file("image/png"));
    const named = { ...profile, brand_identity: { ...profile.brand_identity, asset_file_ids: [id] } };
    await api.putProfile(named);
    await expect(api.deleteUpload(id)).rejects.toMatchObject({ code: "state_conflict" });
    await api.putProfile(profile);
    await api.deleteUpload(id);
  });
});

test("erasing an account erases its files and nobody else's", async () => {
  const [person, other] = [await newPerson(), await newPerson()];
  for (const one of [person, other]) await one.api.addUpload(file("image/png"));
  for (let times = 0; times < 2; times += 1) {
    const delivered = await deliver(accountErased.path, JSON.stringify({ user_id: person.id }));
    expect(delivered.status).toBe(204);
  }
  expect(await filesOf(person)).toEqual([]);
  expect(await filesOf(other)).toHaveLength(1);
});

test("the sweep deletes files that no row speaks of, once they are an hour old and their part's turn has come", async () => {
  const person = await newPerson();
  const { id } = await person.api.addUpload(file("image/png"));
  await ports.files.write({ userId: person.id, id: crypto.randomUUID() }, new ArrayBuffer(1));
  // The turn of the person's part after so many hours.
  const turn = (hours: number) => {
    const minute = Math.ceil((Date.now() + hours * 3_600_000) / 60_000);
    const part = Number.parseInt(person.id.slice(0, 2), 16);
    return new Date((minute + ((((part - minute) % 256) + 256) % 256)) * 60_000);
  };
  const others = new Date(turn(2).getTime() + 60_000);
  await sweepFiles(ports, new Date(turn(2).getTime() - 256 * 60_000 * 3));
  await sweepFiles(ports, others);
  expect(await filesOf(person)).toHaveLength(2);
  await sweepFiles(ports, turn(2));
  expect(await filesOf(person)).toEqual([id]);
});

test("the export of everything has the answers and the files, also before there is a profile", async () => {
  const { api } = await newPerson();
  const sent = file("image/jpeg", { name: "../../etc/passwd" });
  const stored = await api.addUpload(sent);
  await api.putCardAnswer("past_flops", { answer: { past_failures: "Flyers" } });
  const entries = unzipSync(
    new Uint8Array(await (await exported(api, { what: "everything" })).arrayBuffer()),
  );
  const read = (name: string) => JSON.parse(strFromU8(entries[name] ?? new Uint8Array()));
  expect(Object.keys(entries).toSorted()).toEqual([
    `files/${stored.id}.jpg`,
    "onboarding.json",
    "uploads.json",
  ]);
  expect(entries[`files/${stored.id}.jpg`]).toEqual(new Uint8Array(await sent.arrayBuffer()));
  expect(read("uploads.json")).toEqual([stored]);
  expect(read("onboarding.json")).toMatchObject([
    { card: "past_flops", answer: { past_failures: "Flyers" } },
  ]);
});
