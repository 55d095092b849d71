import { Button, TagsInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Json, JsonObject } from "@/model/json";
import { moved, replaced, without } from "@/values/sets/lists";
import { SortableList } from "@/values/sets/SortableList";
import { useKeys } from "@/values/sets/useKeys";
import { blank, controlOf } from "../control";
import { Placed, useAim } from "../Placed";
import classes from "../SchemaForm.module.css";
import { useShape } from "../useWords";
import { frameOf, type ControlProps } from "./control";
import { Framed } from "./Framed";
import { ListElement, titleOf } from "./ListElement";

const ANYTHING: JsonObject = {};
const OPEN_AT_MOST = 2;

/** Elements one below the other; of plain texts without placeholders in one field. */
export function ListControl(props: ControlProps) {
  const { shape, label, value, isRequired, readOnly, onChange } = props;
  const { t } = useTranslation("values");
  const element = useShape(shape.items ?? ANYTHING);
  const parts: readonly Json[] = Array.isArray(value) ? (value as readonly Json[]) : [];
  const put = (next: readonly Json[]) => onChange(next.length === 0 && !isRequired ? undefined : next);
  const isTexts =
    controlOf(element) === "line" &&
    element.format === null &&
    parts.every((part) => typeof part === "string");
  if (isTexts && !parts.some((part) => String(part).includes("{$"))) {
    return (
      <TagsInput
        {...frameOf(props)}
        placeholder={parts.length === 0 ? t("list.placeholder") : undefined}
        value={parts.map(String)}
        onChange={put}
      />
    );
  }
  return (
    <Framed {...props} className={classes.fields}>
      <Elements {...props} parts={parts} put={put} />
      {!readOnly && (
        <div>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPlus size={14} aria-hidden />}
            aria-label={t("form.addTo", { label })}
            onClick={() => put([...parts, blank(element)])}
          >
            {t("form.addItem")}
          </Button>
        </div>
      )}
    </Framed>
  );
}

interface ElementsProps extends ControlProps {
  parts: readonly Json[];
  put: (parts: readonly Json[]) => void;
}

function Elements({ shape, path, label, readOnly, parts, put }: ElementsProps) {
  const { t } = useTranslation("values");
  const { keys, move, remove } = useKeys(parts.length);
  const [folded, setFolded] = useState<Folded>(() => new Set(keys.length > OPEN_AT_MOST ? keys : []));
  useUnfolding(keys, setFolded);
  const nameOf = (place: number) => titleOf(parts[place]) ?? t("form.item", { label, number: place + 1 });
  const fold = (key: string, isFolded: boolean) =>
    setFolded(new Set(isFolded ? [...folded, key] : [...folded].filter((one) => one !== key)));
  return (
    <SortableList
      items={keys}
      keyOf={(key) => key}
      nameOf={(_, place) => nameOf(place)}
      label={label}
      readOnly={readOnly}
      onMove={(from, to) => {
        move(from, to);
        put(moved(parts, from, to));
      }}
    >
      {(key, place, grip) => (
        <Placed at={String(place)}>
          <ListElement
            schema={shape.items ?? ANYTHING}
            path={path}
            name={nameOf(place)}
            grip={grip}
            part={parts[place]}
            readOnly={readOnly}
            isFolded={folded.has(key)}
            onFold={(isFolded) => fold(key, isFolded)}
            onPart={(next) => put(replaced(parts, place, next))}
            onRemove={() => {
              remove(place);
              put(without(parts, place));
            }}
          />
        </Placed>
      )}
    </SortableList>
  );
}

type Folded = ReadonlySet<string>;

/** The element with what was asked to be shown opens, once each time it is asked for. */
function useUnfolding(
  keys: readonly string[],
  setFolded: (change: (folded: Folded) => Folded) => void,
): void {
  const aim = useAim();
  const [seen, setSeen] = useState<typeof aim>(null);
  if (aim === seen) return;
  setSeen(aim);
  const key = aim === null ? undefined : keys[Number(aim[0])];
  if (key !== undefined) setFolded((folded) => new Set([...folded].filter((one) => one !== key)));
}
