import { MantineProvider } from "@mantine/core";
import { fireEvent, render, screen } from "@testing-library/react";
import { expect, it, vi } from "vitest";

import "@/i18n";

import { Listed } from "./Listed";

const pages = () => ({
  isPending: false,
  error: null as unknown,
  hasNextPage: false,
  isFetchingNextPage: false,
  refetch: vi.fn(),
  fetchNextPage: vi.fn(),
});

function show(found: ReturnType<typeof pages>, isEmpty: boolean) {
  render(
    <MantineProvider env="test">
      <Listed found={found} isEmpty={isEmpty} nothing="Nobody yet">
        Ada
      </Listed>
    </MantineProvider>,
  );
}

it("a list that is on its way says so and nothing else", () => {
  show({ ...pages(), isPending: true }, true);
  expect(screen.queryByText("Nobody yet")).toBeNull();
  expect(screen.queryByText("Ada")).toBeNull();
});

it("what could not be had is asked for once more", () => {
  const found = { ...pages(), error: new Error("away") };
  show(found, true);
  fireEvent.click(screen.getByRole("button"));
  expect(found.refetch).toHaveBeenCalledOnce();
});

it("what is there stays when it cannot be asked for anew", () => {
  show({ ...pages(), error: new Error("away") }, false);
  expect(screen.getByText("Ada")).toBeTruthy();
});

it("a list without anything in it says what it is", () => {
  show(pages(), true);
  expect(screen.getByText("Nobody yet")).toBeTruthy();
  expect(screen.queryByRole("button")).toBeNull();
});

it("there is a way to the rest where there is more", () => {
  const found = { ...pages(), hasNextPage: true };
  show(found, false);
  fireEvent.click(screen.getByRole("button"));
  expect(found.fetchNextPage).toHaveBeenCalledOnce();
});
