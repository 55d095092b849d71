import { Rating, Stack, Text } from "@mantine/core";
import { IconStar } from "@tabler/icons-react";
import { numberWithin, text } from "./reading";
import type { PreviewProps, WidgetFace } from "./kind";

function Preview({ props }: PreviewProps) {
  return (
    <Stack gap={4}>
      <Text size="sm">{text(props["label"])}</Text>
      <Rating readOnly value={0} count={numberWithin(props["max"], 2, 10, 5)} />
    </Stack>
  );
}

export const RATING: WidgetFace = { icon: IconStar, fresh: () => ({}), Preview };
