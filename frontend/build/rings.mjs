/** Folders of src, the lowest first: each imports those before it only. */
export const RINGS = [
  "i18n",
  "gallery",
  "api",
  "ui",
  "model",
  "store",
  "values",
  "rules",
  "code",
  "forms",
  "widget",
  "hosted-chat",
  "chat",
  "versions",
  "schedule",
  "editor",
  "features",
  "app",
];

const DEEPEST = 5;

/** For eslint: what each ring may not import, by how deep in it a file lies. */
export const ringRules = RINGS.flatMap((ring, place) => {
  const above = RINGS.slice(place + 1).join("|");
  const upwards = { regex: `^@/(${above})(/|$)`, message: `It stands above ${ring}.` };
  return Array.from({ length: DEEPEST }, (_, depth) => {
    const outwards = { regex: `^(\\.\\./){${depth + 1},}`, message: "In another folder: @/…" };
    return {
      files: [`src/${ring}${"/*".repeat(depth)}/*.{ts,tsx}`],
      rules: { "no-restricted-imports": ["error", { patterns: above ? [upwards, outwards] : [outwards] }] },
    };
  });
});
