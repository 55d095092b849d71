import {
  Badge,
  createTheme,
  defaultVariantColorsResolver,
  Menu,
  Modal,
  Notification,
  PasswordInput,
  Popover,
  type CSSVariablesResolver,
  type MantineThemeOverride,
  type VariantColorsResolver,
} from "@mantine/core";

const FONT = '"Inter Variable", system-ui, -apple-system, "Segoe UI", sans-serif';

// With our surfaces in their places: 6 is what inputs lie on, 7 the page.
const DARK = [
  "#e8eaed",
  "#c3c9d1",
  "#a9b1bc",
  "#77818d",
  "#4a525c",
  "#343a42",
  "#262b31",
  "#1c2024",
  "#171a1e",
  "#101316",
] as const;

// The usual text of these on their own light ground is not AA.
const TEXTS: Readonly<Record<string, string>> = {
  blue: "var(--accent-text)",
  green: "var(--success-text)",
  red: "var(--danger-text)",
  teal: "var(--success-text)",
  yellow: "var(--warning-text)",
};

// Nor is it on the ground that lies under it while the mouse does.
const readable: VariantColorsResolver = (input) => {
  const usual = defaultVariantColorsResolver(input);
  const color = input.color ?? input.theme.primaryColor;
  const text = TEXTS[color];
  const ground = `var(--mantine-color-${color}-light)`;
  if (text && input.variant === "subtle") return { ...usual, color: text, hover: ground };
  if (text && input.variant === "light") {
    return { ...usual, color: text, hover: `color-mix(in srgb, ${ground} 65%, ${usual.hover})` };
  }
  return usual;
};

const theme = createTheme({
  fontFamily: FONT,
  fontFamilyMonospace: 'ui-monospace, "SF Mono", Menlo, Consolas, monospace',
  headings: { fontFamily: FONT, fontWeight: "650" },
  colors: { dark: DARK },
  primaryColor: "blue",
  primaryShade: { light: 8, dark: 8 },
  defaultRadius: "md",
  cursorType: "pointer",
  respectReducedMotion: true,
  focusRing: "auto",
  variantColorResolver: readable,
});

// Fading out it would lie over what its owner moved below it, and take the next click.
const GONE_AT_ONCE = { transition: "fade", duration: 150, exitDuration: 0 } as const;

/** With what a library says by itself in the person's language. */
export function themeIn(words: { close: string; showPassword: string }): MantineThemeOverride {
  return {
    ...theme,
    components: {
      Badge: Badge.extend({ defaultProps: { tt: "none" } }),
      // The first item has the focus, not something without a role before it.
      Menu: Menu.extend({
        defaultProps: { withInitialFocusPlaceholder: false, transitionProps: GONE_AT_ONCE },
      }),
      Modal: Modal.extend({
        defaultProps: { closeButtonProps: { "aria-label": words.close } },
        styles: { title: { fontSize: "var(--mantine-h4-font-size)", fontWeight: 650 } },
      }),
      Notification: Notification.extend({
        defaultProps: { closeButtonProps: { "aria-label": words.close } },
      }),
      PasswordInput: PasswordInput.extend({
        defaultProps: { visibilityToggleButtonProps: { "aria-label": words.showPassword } },
      }),
      Popover: Popover.extend({ defaultProps: { transitionProps: GONE_AT_ONCE } }),
    },
  };
}

// Mantine's own grey fails AA on our surfaces.
const ours = {
  "--mantine-color-body": "var(--surface-1)",
  "--mantine-color-text": "var(--text-1)",
  "--mantine-color-dimmed": "var(--text-2)",
  "--mantine-color-placeholder": "var(--text-2)",
  "--mantine-color-anchor": "var(--accent-text)",
  "--mantine-color-error": "var(--danger-text)",
  "--mantine-color-default-border": "var(--line)",
};

export const variables: CSSVariablesResolver = () => ({ variables: {}, light: ours, dark: ours });
