declare const self: ServiceWorkerGlobalScope;

/** Every file of the app by its path, each with the hash of its content. The build puts them in. */
declare const appFiles: Readonly<Record<string, string>>;
/** Changes with any file. */
declare const appVersion: string;

/**
 * Opens the app without a connection. It keeps the files that the build made and nothing else: what a worker answers never passes
 * through here, so nothing of one person can be shown to another. A version is kept whole, and stays in use until the person asks
 * for the next one, so that no page meets the scripts of another version.
 */
const prefix = "alva-app-";
const cacheName = prefix + appVersion;

self.addEventListener("install", (event) => {
  event.waitUntil(keepFiles());
});

self.addEventListener("activate", (event) => {
  event.waitUntil(takeOver());
});

self.addEventListener("message", ({ data }) => {
  if (data === "take over") void self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  const file = fileOf(pathname, request.headers.has("RSC"));
  if (file !== undefined) event.respondWith(answer(request, file));
  else if (request.mode === "navigate") event.respondWith(answerUnknown(request));
});

async function keepFiles(): Promise<void> {
  const cache = await caches.open(cacheName);
  await Promise.all(
    Object.keys(appFiles).map(async (path) => {
      const name = nameOf(path);
      // What an earlier version has unchanged is not loaded again.
      const kept = (await caches.match(name)) ?? (await fetch(path, { cache: "no-cache" }));
      if (!kept.ok) throw new TypeError(`${path} was answered ${kept.status}`);
      await cache.put(name, kept);
    }),
  );
}

async function takeOver(): Promise<void> {
  for (const name of await caches.keys()) {
    if (name.startsWith(prefix) && name !== cacheName) await caches.delete(name);
  }
  await self.clients.claim();
}

/** The file that answers a path: a page, or what Next's router asks for instead of one. One page serves every task. */
function fileOf(pathname: string, isForRouter: boolean): string | undefined {
  const page = pathname.replace(/^\/board\/[^/]+$/, "/board");
  const path = isForRouter ? `${page === "/" ? "/index" : page}.rsc` : page;
  return path in appFiles ? path : undefined;
}

const nameOf = (path: string): string => `${path}?${appFiles[path] ?? ""}`;

async function answer(request: Request, path: string): Promise<Response> {
  const cache = await caches.open(cacheName);
  return (await cache.match(nameOf(path))) ?? fetch(request);
}

async function answerUnknown(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch {
    return answer(request, "/_not-found");
  }
}
