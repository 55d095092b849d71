import { MantineProvider } from "@mantine/core";
import { fireEvent, render } from "@testing-library/react";
import { expect, it } from "vitest";

import { ServerImage } from "./ServerImage";

it("a picture that could not be had is asked for again when the network is back, and only then", () => {
  const { container } = render(
    <MantineProvider env="test">
      <ServerImage src="/icon.svg" alt="" />
    </MantineProvider>,
  );
  const image = () => container.querySelector("img");
  const before = image();
  fireEvent(window, new Event("online"));
  expect(image()).toBe(before);
  if (before) fireEvent.error(before);
  expect(image()).toBe(before);
  fireEvent(window, new Event("online"));
  expect(image()).not.toBe(before);
  expect(image()?.getAttribute("src")).toBe("/icon.svg");
});
