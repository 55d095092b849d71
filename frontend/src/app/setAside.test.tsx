import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";

import { keepAtOnce } from "@/store/atOnce";
import { placeOf } from "@/store/keeping";
import { unsavedOn } from "@/store/unsaved";

import { SetAsideOf } from "./SetAside";

afterEach(() => {
  localStorage.clear();
  vi.restoreAllMocks();
});

function textOf(file: Blob | undefined): Promise<string> {
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.readAsText(file ?? new Blob());
  });
}

it("gives what is not saved as a file, and keeps it until that is there and the person goes on", async () => {
  const files: Blob[] = [];
  URL.createObjectURL = (file) => `blob:${files.push(file as Blob)}`;
  const download = vi.spyOn(HTMLAnchorElement.prototype, "click").mockReturnValue();
  const place = placeOf("ada", "bot");
  keepAtOnce({ key: `${place}/1`, place, kept: { revision: 7, sent: [], batches: [] }, alive: 0 });
  render(
    <QueryClientProvider client={new QueryClient()}>
      <MantineProvider>
        <SetAsideOf personId="ada" botId="bot" />
      </MantineProvider>
    </QueryClientProvider>,
  );

  fireEvent.click(await screen.findByRole("button", { name: "Save my unsaved changes as a file" }));

  expect(download).toHaveBeenCalledOnce();
  expect(files.map(({ type }) => type)).toEqual(["application/json"]);
  expect(JSON.parse(await textOf(files[0]))).toEqual([{ revision: 7, sent: [], batches: [] }]);
  expect(await unsavedOn("ada", "bot")).toHaveLength(1);
  expect(screen.getByRole("button", { name: "Open without the changes in the file" })).toBeTruthy();
});
