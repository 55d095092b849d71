import { Link, useLocation } from "@tanstack/react-router";
import { useEffect, useRef, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { useSession } from "@/api/session";

import { PersonMenu } from "./PersonMenu";
import { PLACES } from "./places";
import classes from "./Shell.module.css";

/** Where one can go, who is signed in, and the page. */
export function Frame({ children }: { children: ReactNode }) {
  const { t } = useTranslation("app");
  const main = useFocusOnArrival();
  const { person } = useSession();
  return (
    <div className={classes.shell}>
      <a className={classes.skip} href="#main">
        {t("skip")}
      </a>
      <header className={classes.side}>
        <Link to="/bots" className={classes.brand} aria-label={t("home")}>
          <img src="/icon.svg" alt="" width={26} height={26} />
          DBCV
        </Link>
        {person?.role === "USER" ? <span className={classes.nowhere} /> : <Places />}
        <div className={classes.person}>
          <PersonMenu />
        </div>
      </header>
      <main id="main" ref={main} tabIndex={-1} className={classes.main}>
        {children}
      </main>
    </div>
  );
}

function Places() {
  const { t } = useTranslation("app");
  return (
    <nav aria-label={t("navigation")} className={classes.nav}>
      {PLACES.map(({ to, name, Icon }) => (
        <Link key={to} to={to} className={classes.place} activeOptions={{ includeSearch: false }}>
          <Icon size={20} stroke={1.7} aria-hidden />
          <span>{t(`places.${name}`)}</span>
        </Link>
      ))}
    </nav>
  );
}

/** Whoever reads by ear or moves by keys begins at the new page, not at the link that led to it. */
function useFocusOnArrival() {
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const last = useRef(pathname);
  useEffect(() => {
    if (last.current === pathname) return;
    last.current = pathname;
    main.current?.focus({ preventScroll: true });
  }, [pathname]);
  return main;
}
