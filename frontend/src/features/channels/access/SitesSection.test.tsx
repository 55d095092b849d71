import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeAll, expect, it, vi } from "vitest";

import { i18n } from "@/i18n";
import { signsIn } from "@/testing/person";
import type { Channel } from "../types";
import { SitesSection } from "./SitesSection";

beforeAll(() => i18n.loadNamespaces("channels"));
afterEach(() => vi.unstubAllGlobals());

it("sites are taken off one by one, whatever else the list has by then", async () => {
  signsIn();
  const asked: unknown[] = [];
  let done: () => void = () => undefined;
  vi.stubGlobal("fetch", async (request: Request) => {
    asked.push(await request.json());
    await new Promise<void>((resolve) => (done = resolve));
    return Response.json({});
  });
  const channel = { id: "c", allowed_origins: ["https://a.example", "https://b.example"] } as Channel;
  const rights = { mayEdit: true, mayDelete: true };
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={new QueryClient()}>
        <SitesSection channel={channel} rights={rights as never} />
      </QueryClientProvider>
    </MantineProvider>,
  );
  const remove = (site: string) => screen.getByRole("button", { name: new RegExp(site) });
  fireEvent.click(remove("a.example"));
  await waitFor(() => expect(asked).toEqual([{ remove_origins: ["https://a.example"] }]));
  fireEvent.click(remove("b.example"));
  expect(remove("b.example").hasAttribute("disabled")).toBe(true);
  expect(asked).toHaveLength(1);
  act(() => done());
  await waitFor(() => expect(remove("b.example").hasAttribute("disabled")).toBe(false));
});
