import { defineConfig } from "vitest/config";

/** The screens in Chromium, against the made-up practice. */
export default defineConfig({
  test: {
    environment: "node",
    include: ["test/browser/**/*.browser.test.ts"],
    globalSetup: ["test/browser/setup.ts"],
    // One browser and two cores: files in parallel would only wait for each other.
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
