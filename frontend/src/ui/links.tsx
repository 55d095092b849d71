import { Anchor, Button, type AnchorProps, type ButtonProps } from "@mantine/core";
import { createLink } from "@tanstack/react-router";
import type { AnchorHTMLAttributes, Ref } from "react";

type Native<Props> = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof Props> & {
  ref?: Ref<HTMLAnchorElement>;
};

/** A place of ours in a sentence: `<TextLink to="/register" search={{ next }}>`. */
export const TextLink = createLink(function TextAnchor(props: AnchorProps & Native<AnchorProps>) {
  const isInText = props.size === undefined;
  return <Anchor inherit={isInText} underline={isInText ? "always" : "hover"} {...props} />;
});

/** A place of ours that looks like a button. */
export const LinkButton = createLink(function AnchorButton(props: ButtonProps & Native<ButtonProps>) {
  return <Button component="a" {...props} />;
});
