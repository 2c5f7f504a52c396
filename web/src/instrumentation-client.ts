// Runs before any other module of the app. The pages' policy forbids code made from text, which zod would otherwise try when the
// first schema is made; its own `z.config` would bring zod into pages that need none of it. zod takes over what it finds here.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });
