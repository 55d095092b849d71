import "./app/styles";

import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

import { App } from "./app/App";
import { keptTokens } from "./api/tokens";
import { reloadWhenReplaced } from "./app/replaced";
import { startI18n } from "./i18n";
import { allowOurStyles } from "./ui/nonce";

allowOurStyles();
reloadWhenReplaced();
await startI18n(keptTokens()?.person.locale);

const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
