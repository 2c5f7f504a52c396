import * as z from "zod";

// The pages' policy forbids code made from text, which zod would otherwise try. Imported before any schema is made.
z.config({ jitless: true });
