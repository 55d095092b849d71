// The fields of a form, each with how its answer is read: as a line of text, and as a value.
import { h } from "../dom";
import { asList, asText, type Context, isTrue, type Props } from "./context";

interface Read {
  text: string;
  value: unknown;
}

interface Field {
  node: HTMLElement;
  read(): Read;
}

const INPUTS: Readonly<Record<string, string>> = {
  text: "text",
  email: "email",
  phone: "tel",
  number: "number",
  date: "date",
  time: "time",
};
const COMPLETIONS: Readonly<Record<string, string>> = { email: "email", phone: "tel" };

const named = ({ label, name }: Props): string => asText(label) || asText(name);
const of = (table: Readonly<Record<string, string>>, key: unknown): string | undefined =>
  typeof key === "string" && Object.hasOwn(table, key) ? table[key] : undefined;

/** A field of any type; one line of text where the type is not known. */
export function fieldOf(field: Props, context: Context): Field & { name: string } {
  const make = FIELDS.get(asText(field.type)) ?? oneLine;
  return { name: asText(field.name), ...make(field, context) };
}

function labelled(field: Props, input: HTMLElement): HTMLElement {
  const star = isTrue(field.required) && h("i", { "aria-hidden": "true" }, " *");
  return h("label", {}, h("span", { dir: "auto" }, named(field), star), input);
}

function oneLine(field: Props): Field {
  const { type, placeholder, value, required } = field;
  const input = h("input", {
    type: of(INPUTS, type) ?? "text",
    placeholder: asText(placeholder),
    required: isTrue(required),
    value: asText(value),
    step: type === "number" && "any",
    autocomplete: of(COMPLETIONS, type),
    dir: "auto",
    maxlength: 2000,
  });
  const read = () => {
    const text = input.value.trim();
    return { text, value: type === "number" ? (text ? Number(text) : null) : text };
  };
  return { node: labelled(field, input), read };
}

function manyLines(field: Props): Field {
  const { placeholder, value, required } = field;
  const asked = { placeholder: asText(placeholder), required: isTrue(required) };
  const input = h("textarea", { rows: 3, ...asked, dir: "auto", maxlength: 10_000 });
  input.value = asText(value);
  return {
    node: labelled(field, input),
    read: () => ({ text: input.value.trim(), value: input.value.trim() }),
  };
}

const optionsOf = ({ options }: Props) =>
  asList(options).map(({ text, value }) => ({ text: asText(text), value: asText(value ?? text) }));

function choice(field: Props, { texts }: Context): Field {
  const options = optionsOf(field);
  const chosen = asText(field.value);
  const nodes = options.map(({ text, value }) => h("option", { value, selected: value === chosen }, text));
  const none = h("option", { value: "" }, texts.choose);
  const input = h("select", { required: isTrue(field.required) }, none, ...nodes);
  const read = () => ({
    text: options.find(({ value }) => value === input.value)?.text ?? "",
    value: input.value,
  });
  return { node: labelled(field, input), read };
}

function choices(field: Props): Field {
  const given = Array.isArray(field.value) ? field.value.map(asText) : [asText(field.value)];
  const offered = optionsOf(field).map(({ text, value }) => {
    const input = h("input", { type: "checkbox", checked: given.includes(value) });
    return { text, value, input };
  });
  const rows = offered.map(({ text, input }) =>
    h("label", { class: "tick" }, input, h("span", { dir: "auto" }, text)),
  );
  const node = h("fieldset", {}, h("legend", { dir: "auto" }, named(field)), ...rows);
  const read = () => {
    const chosen = offered.filter(({ input }) => input.checked);
    return { text: chosen.map(({ text }) => text).join(", "), value: chosen.map(({ value }) => value) };
  };
  return { node, read };
}

function tick(field: Props, { texts }: Context): Field {
  const input = h("input", {
    type: "checkbox",
    required: isTrue(field.required),
    checked: isTrue(field.value),
  });
  const node = h("label", { class: "tick" }, input, h("span", { dir: "auto" }, named(field)));
  const read = () => ({
    text: `${named(field)}: ${input.checked ? texts.yes : texts.no}`,
    value: input.checked,
  });
  return { node, read };
}

const FIELDS = new Map<string, (field: Props, context: Context) => Field>([
  ["textarea", manyLines],
  ["select", choice],
  ["multiselect", choices],
  ["checkbox", tick],
]);
