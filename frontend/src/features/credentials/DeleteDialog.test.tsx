import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeAll, expect, it, vi } from "vitest";

import { i18n } from "@/i18n";
import { signsIn } from "@/testing/person";
import { DeleteDialog } from "./DeleteDialog";
import type { Credential } from "./types";

beforeAll(() => i18n.loadNamespaces(["credentials", "errors", "ui"]));
afterEach(() => vi.unstubAllGlobals());

it("what bots still use is deleted only by who was told of it", async () => {
  signsIn();
  const forced: (string | null)[] = [];
  const refusal = { error: { code: "credential:in_use", message: "In use.", details: { usages: [] } } };
  vi.stubGlobal("fetch", (request: Request) => {
    if (request.method !== "DELETE") return Promise.resolve(Response.json([]));
    const force = new URL(request.url).searchParams.get("force");
    forced.push(force);
    return Promise.resolve(
      force === "true" ? new Response(null, { status: 204 }) : Response.json(refusal, { status: 409 }),
    );
  });
  const onClose = vi.fn();
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={new QueryClient()}>
        <DeleteDialog credential={{ id: "c", name: "shop" } as Credential} onClose={onClose} />
      </QueryClientProvider>
    </MantineProvider>,
  );

  fireEvent.click(await screen.findByRole("button", { name: i18n.t("credentials:remove.confirm") }));
  const anyway = await screen.findByRole("button", { name: i18n.t("credentials:remove.anyway") });
  expect(screen.getByText(i18n.t("errors:credential.in_use"))).toBeTruthy();
  expect(onClose).not.toHaveBeenCalled();
  fireEvent.click(anyway);
  await waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(forced).toEqual(["false", "true"]);
});
