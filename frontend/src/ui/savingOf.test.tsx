import { useForm } from "@mantine/form";
import { act, renderHook } from "@testing-library/react";
import { expect, it, vi } from "vitest";

import { savingOf } from "./savingOf";

vi.mock("./notify", () => ({ notify: vi.fn() }));

it("keeps what was typed while the rest was saved as something to save", () => {
  const { result } = renderHook(() => useForm({ initialValues: { name: "" } }));
  act(() => result.current.setValues({ name: "Shop" }));
  const saving = savingOf(result.current, "Saved");

  act(() => result.current.setValues({ name: "Shop and more" }));
  act(() => saving.onSuccess());
  expect(result.current.isDirty()).toBe(true);

  act(() => result.current.setValues({ name: "Shop" }));
  expect(result.current.isDirty()).toBe(false);
});
