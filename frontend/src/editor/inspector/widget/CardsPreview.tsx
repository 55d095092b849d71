import { Button, Image, Stack, Text } from "@mantine/core";
import { Hint } from "../panel/Hint";
import classes from "./CardsPreview.module.css";
import { objects, text } from "./reading";
import type { PreviewProps } from "./kind";

export function CardsPreview({ props, inRow }: PreviewProps & { inRow: boolean }) {
  if (typeof props["cards"] === "string") return <Hint>{props["cards"]}</Hint>;
  return (
    <div className={classes.cards} data-row={inRow || undefined}>
      {objects(props["cards"]).map((card, place) => (
        <div key={place} className={classes.card}>
          {/^(https?:|\/)/.test(text(card["image"])) ? (
            <Image src={text(card["image"])} alt="" h={96} fit="cover" />
          ) : null}
          <Stack gap={4} p="xs">
            {text(card["title"]) ? (
              <Text fw={600} size="sm">
                {text(card["title"])}
              </Text>
            ) : null}
            {text(card["text"]) ? <Text size="sm">{text(card["text"])}</Text> : null}
            {objects(card["buttons"]).map((button, at) => (
              <Button key={at} size="compact-sm" variant="default" tabIndex={-1}>
                {text(button["text"])}
              </Button>
            ))}
          </Stack>
        </div>
      ))}
    </div>
  );
}
