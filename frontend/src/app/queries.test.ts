import { QueryObserver } from "@tanstack/react-query";
import { expect, it, vi } from "vitest";

import { queries, showTo } from "./queries";

it("what was fetched for one person is fetched anew for the next, also on a page that stays", async () => {
  let name = "Ada";
  const shown: unknown[] = [];
  const terms = { queryKey: ["bots"], queryFn: () => Promise.resolve(`bots of ${name}`) };
  showTo("ada");
  queries.setQueryData(["elsewhere"], "Ada's");
  const end = new QueryObserver(queries, terms).subscribe(({ data }) => shown.push(data));
  await vi.waitFor(() => expect(shown.at(-1)).toBe("bots of Ada"));
  showTo("ada");
  expect(queries.getQueryData(["elsewhere"])).toBe("Ada's");

  name = "Bob";
  showTo("bob");

  expect(queries.getQueryData(["elsewhere"])).toBeUndefined();
  expect(queries.getQueryData(["bots"])).toBeUndefined();
  await vi.waitFor(() => expect(shown.at(-1)).toBe("bots of Bob"));
  end();
  showTo(null);
  expect(queries.getQueryCache().getAll()).toEqual([]);
});
