import { Stack, Text } from "@mantine/core";
import { useEffect } from "react";

import { LinkButton } from "@/ui";

import { AuthFrame } from "./AuthFrame";

type DoneProps = { title: string; text: string; action: string; to: "/sign-in" | "/bots" };

/** It worked; the token leaves the address, where it is worth nothing any more. */
export function Done({ title, text, action, to }: DoneProps) {
  useEffect(() => {
    history.replaceState(history.state, "", location.pathname);
  }, []);
  return (
    <AuthFrame title={title}>
      <Stack>
        <Text role="status">{text}</Text>
        <LinkButton to={to}>{action}</LinkButton>
      </Stack>
    </AuthFrame>
  );
}
