import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import program from "./package.json" with { type: "json" };

/** The window's content policy; the preview sends it too, so that a browser holds the screens to it. */
const CONTENT_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src ipc: http://ipc.localhost 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
].join("; ");

export default defineConfig(({ mode }) => ({
  plugins: [react()],
  define: { __VERSION__: JSON.stringify(program.version) },
  build: {
    // WebKitGTK 2.50 and WKWebView of macOS 15 are of Safari 18's age; WebView2 is newer.
    target: ["safari18", "chrome128"],
    outDir: mode === "fake" ? "dist-fake" : "dist",
    emptyOutDir: true,
    // The content policy allows no inline data except images.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 500,
  },
  preview: { headers: { "Content-Security-Policy": CONTENT_POLICY } },
  server: { port: 5173, strictPort: true, fs: { allow: [".."] } },
  test: {
    include: ["src/**/*.test.{ts,tsx}", "test/*.test.ts"],
    // A busy machine is no fault.
    testTimeout: 60_000,
  },
}));
