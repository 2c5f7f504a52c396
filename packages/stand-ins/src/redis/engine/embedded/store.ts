import { RedisError } from "../engine.ts";

/**
 * Redis strings are bytes. In the embedded engine each is a JavaScript string with one character per byte (latin1):
 * usable as a map's key, compared in byte order, and Lua's strings are the same.
 */
export type Bytes = string;

interface Values {
  string: Bytes;
  hash: Map<Bytes, Bytes>;
  set: Set<Bytes>;
  zset: Map<Bytes, number>;
  list: Bytes[];
}

type Kind = keyof Values;

/** A key's value. A collection that becomes empty is removed, as Redis does; see `Store.tidy`. */
export type Value = { [K in Kind]: { readonly kind: K; readonly value: Values[K] } }[Kind];

/** The keyspace: values by key, each with an optional end in Unix milliseconds. */
export class Store {
  readonly #entries = new Map<Bytes, { value: Value; expiresAt: number | undefined }>();

  /** The value of a key; undefined when it is missing or expired. Throws WRONGTYPE when it is of another kind. */
  read<K extends Kind>(key: Bytes, kind: K): Values[K] | undefined {
    const value = this.#live(key)?.value;
    if (value === undefined) return undefined;
    if (!isKind(value, kind)) {
      throw new RedisError("WRONGTYPE Operation against a key holding the wrong kind of value");
    }
    return value.value;
  }

  kind(key: Bytes): Kind | undefined {
    return this.#live(key)?.value.kind;
  }

  has(key: Bytes): boolean {
    return this.#live(key) !== undefined;
  }

  /** Sets a key; it keeps no earlier expiry. */
  write(key: Bytes, value: Value, expiresAt?: number): void {
    this.#entries.set(key, { value, expiresAt });
  }

  delete(key: Bytes): boolean {
    return this.has(key) && this.#entries.delete(key);
  }

  /** Removes a collection that has lost its last member. */
  tidy(key: Bytes): void {
    const value = this.#live(key)?.value;
    if (value === undefined || value.kind === "string") return;
    const size = value.kind === "list" ? value.value.length : value.value.size;
    if (size === 0) this.#entries.delete(key);
  }

  /** Unix milliseconds; undefined for a key that stays. */
  expiry(key: Bytes): number | undefined {
    return this.#live(key)?.expiresAt;
  }

  setExpiry(key: Bytes, expiresAt: number | undefined): void {
    const entry = this.#live(key);
    if (entry) entry.expiresAt = expiresAt;
  }

  rename(from: Bytes, to: Bytes): boolean {
    const entry = this.#live(from);
    if (!entry) return false;
    this.#entries.delete(from);
    this.#entries.set(to, entry);
    return true;
  }

  keys(): Bytes[] {
    return [...this.#entries.keys()].filter((key) => this.has(key));
  }

  clear(): void {
    this.#entries.clear();
  }

  #live(key: Bytes) {
    const entry = this.#entries.get(key);
    if (entry?.expiresAt === undefined || entry.expiresAt > Date.now()) return entry;
    this.#entries.delete(key);
    return undefined;
  }
}

function isKind<K extends Kind>(value: Value, kind: K): value is Value & { kind: K; value: Values[K] } {
  return value.kind === kind;
}
