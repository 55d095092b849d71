// What few visitors need, or not at first, comes when it is needed. The build for other people's pages replaces
// this file by one that knows the addresses of the built parts (frontend/build/chat.mjs).
export const parts = {
  accent: () => import("./parts/accent"),
  files: () => import("./parts/files"),
  identify: () => import("./parts/identify"),
  scrollback: () => import("./parts/scrollback"),
  trouble: () => import("./parts/trouble"),
  view: () => import("./view"),
  widgets: () => import("./parts/widgets"),
};
