import { Outlet } from "@tanstack/react-router";
import { Suspense } from "react";

import { Loading } from "@/ui";

import { Frame } from "./Frame";

/** Every page but the editor. */
export function Shell() {
  return (
    <Frame>
      <Suspense fallback={<Loading />}>
        <Outlet />
      </Suspense>
    </Frame>
  );
}
