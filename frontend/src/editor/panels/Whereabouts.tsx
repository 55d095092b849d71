import { useRowText } from "@/editor/nodes/RowLabel";
import { rowsOf, type Row } from "@/editor/nodes/rows";
import { stepTitle } from "@/model/document";
import { segments } from "@/model/operation";
import { useEditor, type Issue } from "@/store";

/** The step of an issue, and the way on it is about, as the canvas calls them; nothing where its words say it. */
export function Whereabouts({ issue, words }: { issue: Issue; words: string }) {
  const step = useEditor((state) => (issue.step ? state.index.step(issue.step) : undefined));
  if (step === undefined) return null;
  const title = stepTitle(step);
  const way = wayOf(issue);
  const row = way && rowsOf(step).find(({ connection }) => connection?.id === way);
  if (!row && words.includes(title)) return null;
  return (
    <small>
      {title}
      {row ? <Way row={row} /> : null}
    </small>
  );
}

function Way({ row }: { row: Row }) {
  const { main } = useRowText(row);
  return <>{` · ${main}`}</>;
}

function wayOf({ target }: Issue): string | undefined {
  const path = target ? segments(target) : [];
  const place = path.indexOf("connections");
  return place < 0 ? undefined : path[place + 1];
}
