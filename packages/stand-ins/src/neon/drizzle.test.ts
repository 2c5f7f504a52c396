import { createDatabase, sqlState } from "@alva/database/client";
import { eq, relations, sql } from "drizzle-orm";
import { integer, jsonb, pgTable, text, timestamp } from "drizzle-orm/pg-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startBench } from "./test-bench.ts";

const authors = pgTable("authors", {
  id: integer("id").primaryKey(),
  name: text("name").notNull().unique(),
  tags: jsonb("tags").$type<string[]>(),
  bornAt: timestamp("born_at", { withTimezone: true }),
});
const books = pgTable("books", {
  id: integer("id").primaryKey(),
  authorId: integer("author_id").notNull(),
  title: text("title").notNull(),
});
const schema = {
  authors,
  books,
  authorBooks: relations(authors, ({ many }) => ({ books: many(books) })),
  bookAuthor: relations(books, ({ one }) => ({
    author: one(authors, { fields: [books.authorId], references: [authors.id] }),
  })),
};

let bench: Awaited<ReturnType<typeof startBench>>;
const open = () => createDatabase({ url: bench.url, fetchEndpoint: bench.standIn.endpoint, schema });
let db: ReturnType<typeof open>;
beforeAll(async () => {
  bench = await startBench();
  db = open();
  await db.execute(sql`
    create table authors (id int primary key, name text not null unique, tags jsonb, born_at timestamptz)`);
  await db.execute(sql`create table books (id int primary key, author_id int not null, title text not null)`);
});
afterAll(() => bench.close());

test("rows come back as they were inserted, dates and JSON arrays included", async () => {
  const ada = { id: 1, name: "Ada", tags: ["x", "y"], bornAt: new Date("1815-12-10T01:02:03.004Z") };
  expect(await db.insert(authors).values(ada).returning()).toEqual([ada]);
  expect(await db.select().from(authors).where(eq(authors.name, "Ada"))).toEqual([ada]);
});

test("a batch is one round trip, typed per query, relational queries included", async () => {
  bench.standIn.clearRoundTrips();
  const [, , found, count] = await db.batch([
    db.insert(authors).values({ id: 2, name: "Grace" }),
    db.insert(books).values({ id: 1, authorId: 2, title: "Compilers" }),
    db.query.authors.findFirst({ where: eq(authors.id, 2), with: { books: { columns: { title: true } } } }),
    db.select({ id: books.id }).from(books),
  ]);
  expect(found).toMatchObject({ name: "Grace", books: [{ title: "Compilers" }] });
  expect(count).toEqual([{ id: 1 }]);
  expect(bench.standIn.roundTrips().map(({ statements }) => statements.length)).toEqual([4]);
});

test("a batch that fails leaves nothing behind", async () => {
  const failing = db.batch([
    db.insert(authors).values({ id: 3, name: "Alan" }),
    db.insert(authors).values({ id: 4, name: "Alan" }),
  ]);
  await expect(failing).rejects.toSatisfy((error) => sqlState(error) === "23505");
  expect(await db.$count(authors, eq(authors.name, "Alan"))).toBe(0);
});

test("the SQLSTATE of a single statement is read through Drizzle's wrapper", async () => {
  const failing = db.execute(sql`select 1 / 0`);
  await expect(failing).rejects.toSatisfy((error) => sqlState(error) === "22012");
});

test("a failure that is not Postgres' has no SQLSTATE", async () => {
  bench.standIn.faults.add({ kind: "drop" });
  await expect(db.execute(sql`select 1`)).rejects.toSatisfy((error) => sqlState(error) === undefined);
  expect(sqlState(new Error("other"))).toBeUndefined();
});

test.each(["postgresql://user:secret@ho st/x", "secret"])(
  "a malformed URL is refused without repeating it",
  (url) => {
    const creating = () => createDatabase({ url, schema });
    expect(creating).toThrow(TypeError);
    expect(creating).toThrow(/^The database URL is malformed\.$/);
  },
);

test("a malformed endpoint is refused", () => {
  expect(() => createDatabase({ url: bench.url, fetchEndpoint: "localhost", schema })).toThrow(TypeError);
});
