import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

// npx vitest run --config bench/vitest.config.ts
export default defineConfig({
  root: fileURLToPath(new URL("..", import.meta.url)),
  resolve: { alias: { "@": fileURLToPath(new URL("../src", import.meta.url)) } },
  test: {
    environment: "jsdom",
    include: ["bench/*.bench.ts"],
    setupFiles: ["src/testing/setup.ts"],
    pool: "forks",
    execArgv: ["--expose-gc"],
    testTimeout: 120_000,
  },
});
