import type { MetadataRoute } from "next";
import { webOrigin } from "../origins.ts";

/** The pages that anybody may read. */
export default function sitemap(): MetadataRoute.Sitemap {
  return ["/", "/privacy", "/terms"].map((path) => ({ url: webOrigin + path }));
}
