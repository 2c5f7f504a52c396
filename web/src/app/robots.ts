import type { MetadataRoute } from "next";
import { webOrigin } from "../origins.ts";

/** Pages that are nobody's to find say so themselves; a crawler may read them to see it. */
export default function robots(): MetadataRoute.Robots {
  return { rules: { userAgent: "*", allow: "/" }, sitemap: `${webOrigin}/sitemap.xml` };
}
