import { expect, it } from "vitest";

import { usingBots } from "./useUsages";

it("a bot that names a credential in its draft and in its version is told once", () => {
  const bot = { bot_id: "1", bot_name: "Shop" };
  const usages = [
    { ...bot, version: null, paths: ["requests.a", "requests.b"] },
    { ...bot, version: 3, paths: ["requests.a"] },
    { bot_id: "2", bot_name: "Quiz", version: 1, paths: ["groups.g"] },
  ];
  expect(usingBots(usages)).toEqual([
    { id: "1", name: "Shop", version: 3, isDraft: true, places: 2 },
    { id: "2", name: "Quiz", version: 1, isDraft: false, places: 1 },
  ]);
});
