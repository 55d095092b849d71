import { QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query";
import { renderHook, waitFor } from "@testing-library/react";
import { expect, it } from "vitest";

import { PROPOSALS } from "./types";
import { useReadAgain } from "./useProposals";

it("asks again where the first question is still under way", async () => {
  const queries = new QueryClient();
  const answers: ((told: string) => void)[] = [];
  const asked = () => new Promise<string>((resolve) => answers.push(resolve));
  const { result } = renderHook(
    () => ({
      list: useQuery({ queryKey: ["get", PROPOSALS], queryFn: asked }),
      readAgain: useReadAgain(),
    }),
    { wrapper: ({ children }) => <QueryClientProvider client={queries}>{children}</QueryClientProvider> },
  );
  expect(answers).toHaveLength(1);

  const again = result.current.readAgain();
  await waitFor(() => expect(answers).toHaveLength(2));
  answers[0]?.("before the news");
  answers[1]?.("after it");
  await again;

  await waitFor(() => expect(result.current.list.data).toBe("after it"));
});
