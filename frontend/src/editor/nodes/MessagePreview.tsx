import { memo } from "react";
import { pieces } from "./preview";
import classes from "./step.module.css";

/** The first lines of a message, variables as chips. */
export const MessagePreview = memo(function MessagePreview({ text, lines }: { text: string; lines: number }) {
  return (
    <p className={classes.text} data-lines={lines}>
      {pieces(text.trim()).map((piece, place) =>
        piece.kind === "text" ? (
          piece.text
        ) : (
          <span key={place} className={classes.chip}>
            {piece.text}
          </span>
        ),
      )}
    </p>
  );
});
