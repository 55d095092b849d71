import { useEffect, useState, type ReactNode } from "react";

import { useSession } from "@/api/session";

import { EditorContext } from "./context";
import { openEditor } from "./editor";

/** Opens the bot for as long as it is mounted; one store an opened bot, and a person. */
export function EditorProvider({ botId, children }: { botId: string; children: ReactNode }) {
  const { person } = useSession();
  if (!person) return null;
  return (
    <Opened key={`${person.id}/${botId}`} botId={botId}>
      {children}
    </Opened>
  );
}

function Opened({ botId, children }: { botId: string; children: ReactNode }) {
  const [editor] = useState(() => openEditor(botId));
  useEffect(() => editor.start(), [editor]);
  return <EditorContext value={editor.store}>{children}</EditorContext>;
}
