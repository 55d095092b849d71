import { Modal } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Code } from "./Code";
import type { CodeIssue } from "./issues";

export interface CodeEditorProps {
  source: string;
  onChange: (source: string) => void;
  issues: readonly CodeIssue[];
  label?: string;
  readOnly?: boolean;
}

/** Python that a bot runs: `async def main(message, variables)`. It can be opened large: the same code, with more room. */
export function CodeEditor({ label, ...code }: CodeEditorProps) {
  const { t } = useTranslation("values");
  const [isLarge, setLarge] = useState(false);
  const name = label ?? t("code.label");
  const close = () => setLarge(false);
  return (
    <>
      <Code {...code} name={name} onEnlarge={() => setLarge(true)} />
      <Modal
        opened={isLarge}
        onClose={close}
        title={name}
        size="min(1200px, 94vw)"
        closeOnEscape={false}
        onKeyDown={(event) => {
          // What Escape closes within the code has been closed by it.
          if (event.key === "Escape" && !event.defaultPrevented) close();
        }}
      >
        <Code {...code} name={name} />
      </Modal>
    </>
  );
}
