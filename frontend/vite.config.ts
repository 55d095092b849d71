import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

import { mantineStyles } from "./build/mantine.ts";
import { packing } from "./build/packing.ts";

const API = process.env.DBCV_API ?? "http://127.0.0.1:8000";

// The editor and its pages: dist/index.html, dist/assets/…; the chat of end users is build/chat.mjs's.
export default defineConfig({
  plugins: [react(), mantineStyles(), packing()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  build: { target: "es2023", sourcemap: false, assetsInlineLimit: 0, reportCompressedSize: false },
  server: {
    proxy: Object.fromEntries(
      ["/api", "/ws", "/chat", "/widget.js", "/docs"].map((path) => [
        path,
        { target: API, ws: path === "/ws" },
      ]),
    ),
  },
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.{ts,tsx}"],
    setupFiles: ["./src/testing/setup.ts"],
  },
});
