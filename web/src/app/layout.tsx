import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { Toasts } from "../components/ui/toasts.tsx";
import { webOrigin } from "../origins.ts";
import { FollowSession } from "../session/follow-session.tsx";
import { KeepFocus } from "../shell/keep-focus.tsx";
import { themeScript } from "../shell/theme.ts";
import "./globals.css";

const title = "Alva: a marketing director that fits your week";
const description =
  "Answer 26 quick cards and get a 90-day marketing plan sized to your hours and budget, with a reason for every task.";

export const metadata: Metadata = {
  metadataBase: new URL(webOrigin),
  title: { default: title, template: "%s · Alva" },
  description,
  openGraph: {
    type: "website",
    siteName: "Alva",
    title,
    description,
    images: [{ url: "/open-graph.png", width: 1200, height: 630, alt: title }],
  },
  twitter: { card: "summary_large_image" },
  icons: { icon: "/icon.svg", apple: "/apple-touch-icon.png" },
  manifest: "/manifest.webmanifest",
  appleWebApp: { title: "Alva" },
  referrer: "no-referrer",
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fafafa" },
    { media: "(prefers-color-scheme: dark)", color: "#0f172a" },
  ],
};

export default function RootLayout({ children }: { readonly children: ReactNode }) {
  return (
    // The script below may have set the theme before React looks.
    <html lang="en" suppressHydrationWarning>
      <head>
        <script dangerouslySetInnerHTML={{ __html: themeScript }} />
      </head>
      <body>
        <FollowSession />
        <KeepFocus />
        {/* All but messages and what lies over the page, which is out of reach meanwhile. */}
        <div id="page">
          <a
            href="#main"
            className="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:bg-surface focus:p-3"
          >
            Skip to the content
          </a>
          {children}
        </div>
        <Toasts />
      </body>
    </html>
  );
}
