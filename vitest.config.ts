/** Which files are tests, and what every test is held to. */
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["fixtures/**", "dist/**", "node_modules/**"],
    setupFiles: ["test/no-console.ts"],
    // Fixtures run whole programs; a slow machine must not look like a defect.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    env: { NO_COLOR: "1" },
  },
});
