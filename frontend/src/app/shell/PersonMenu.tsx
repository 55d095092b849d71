import { Menu, Text, UnstyledButton, useMantineColorScheme, VisuallyHidden } from "@mantine/core";
import { IconChevronRight, IconLogout, IconSettings, IconUserCircle } from "@tabler/icons-react";
import { Link, useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { signOut, useSession } from "@/api/session";

import { languageOf } from "@/i18n";

import { chooseLanguage } from "@/features/profile/chooseLanguage";
import classes from "./PersonMenu.module.css";

const SCHEMES = ["auto", "light", "dark"] as const;
const LANGUAGES = [
  { value: "en", name: "English" },
  { value: "ru", name: "Русский" },
] as const;

/** Who is signed in: the profile, language, theme, and the way out. */
export function PersonMenu() {
  const { t, i18n } = useTranslation(["app", "ui"]);
  const { person } = useSession();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const navigate = useNavigate();
  const name = person?.name ?? person?.email ?? "";
  const choose = async (value: string) => {
    const language = languageOf(value);
    if (language) await chooseLanguage(language);
  };
  const leave = async () => {
    await signOut();
    await navigate({ to: "/sign-in" });
  };
  return (
    <Menu position="right-end" width={240} withinPortal>
      <Menu.Target>
        <UnstyledButton className={classes.person}>
          <span className={classes.letter} data-letter={name.slice(0, 1).toUpperCase()} aria-hidden />
          <VisuallyHidden>{t("person.menu")}</VisuallyHidden>
          <span className={classes.name}>{name}</span>
          <IconChevronRight size={16} aria-hidden className={classes.chevron} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={classes.who}>
          <Text size="sm" fw={600} truncate>
            {name}
          </Text>
          {person?.email && person.email !== name && (
            <Text size="xs" c="var(--text-2)" truncate>
              {person.email}
            </Text>
          )}
        </div>
        <Menu.Item component={Link} to="/profile" leftSection={<IconUserCircle size={16} />}>
          {t("person.profile")}
        </Menu.Item>
        {person?.role === "ADMIN" && (
          <Menu.Item component="a" href="/admin/" leftSection={<IconSettings size={16} />}>
            {t("person.administration")}
          </Menu.Item>
        )}
        <Menu.Divider />
        <Menu.Label>{t("ui:language")}</Menu.Label>
        <Menu.RadioGroup value={i18n.language} onChange={(value) => void choose(value)}>
          {LANGUAGES.map((one) => (
            <Menu.RadioItem key={one.value} value={one.value} lang={one.value}>
              {one.name}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Label>{t("ui:theme.title")}</Menu.Label>
        <Menu.RadioGroup
          value={colorScheme}
          onChange={(value) => setColorScheme(SCHEMES.find((one) => one === value) ?? "auto")}
        >
          {SCHEMES.map((scheme) => (
            <Menu.RadioItem key={scheme} value={scheme}>
              {t(`ui:theme.${scheme}`)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void leave()}>
          {t("person.signOut")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
