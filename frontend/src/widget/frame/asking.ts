// Widgets that ask once: rating, date, form, location, file.
import { h } from "../dom";
import { asList, asText, type Context, type Drawer, isTrue } from "./context";
import { fieldOf } from "./fields";

const PICKERS = ["date", "time", "datetime"] as const;
type Picker = (typeof PICKERS)[number];

interface Answer {
  text: string;
  params: Record<string, unknown>;
}

/** A frame may send no form: its button and Enter check it and say what is in it. */
function asking(
  name: string,
  context: Context,
  answered: () => Answer,
  submit: string,
  ...children: (Node | "")[]
): HTMLElement {
  const go = () => {
    if (form.reportValidity()) context.say({ type: "answer", ...answered() });
  };
  const onkeydown = (event: KeyboardEvent) => {
    const typed = event.target instanceof HTMLInputElement && event.target.type !== "checkbox";
    if (event.key !== "Enter" || event.isComposing || !typed) return;
    event.preventDefault();
    go();
  };
  const button = h("button", { class: "primary", type: "button", onclick: go }, submit);
  const form: HTMLFormElement = h("form", { class: name, onkeydown }, ...children, button);
  return form;
}

export const rating: Drawer = ({ label, max }, { texts, code, say }) => {
  const most = Math.min(10, Math.max(2, Math.trunc(Number(max ?? 5)) || 5));
  const plural = new Intl.PluralRules(code);
  const stars = Array.from({ length: most }, (_, place) => {
    const n = place + 1;
    const named = (texts.stars[plural.select(n)] ?? "").replace("{n}", String(n));
    const onclick = () => say({ type: "answer", text: String(n), params: { rating: n } });
    return h("button", { type: "button", "aria-label": named, title: String(n), onclick });
  });
  const title = h("legend", { dir: "auto" }, asText(label) || texts.rate);
  return h("fieldset", { class: "rating" }, title, h("div", { class: "stars" }, ...stars));
};

export const date: Drawer = ({ label, mode, min, max }, context) => {
  const { texts } = context;
  const kind: Picker = PICKERS.find((one) => one === mode) ?? "date";
  const type = kind === "datetime" ? "datetime-local" : kind;
  const input = h("input", { type, required: true, min: bound(min, kind), max: bound(max, kind) });
  const answered = () => ({ text: input.value, params: { date: input.value } });
  const field = h("label", {}, h("span", { dir: "auto" }, asText(label) || texts[kind]), input);
  return asking("date", context, answered, texts.send, field);
};

// ISO 8601 as far as the input knows it; anything else bounds nothing.
function bound(text: unknown, kind: Picker): string | undefined {
  const [, day, clock] = /^(\d{4}-\d\d-\d\d)?T?(\d\d:\d\d)?/.exec(asText(text)) ?? [];
  if (kind === "date") return day;
  return kind === "time" ? clock : day && `${day}T${clock ?? "00:00"}`;
}

export const form: Drawer = ({ title, fields, submit }, context) => {
  const asked = asList(fields).map((field) => fieldOf(field, context));
  const answered = () => {
    const told = asked.map(({ name, read }) => ({ name, ...read() }));
    const lines = told.map(({ text }) => text).filter(Boolean);
    const values = Object.fromEntries(told.map(({ name, value }) => [name, value]));
    return { text: lines.join("\n"), params: { form: values } };
  };
  const heading = asText(title) && h("h3", { dir: "auto" }, asText(title));
  const button = asText(submit) || context.texts.send;
  return asking("form", context, answered, button, heading || "", ...asked.map(({ node }) => node));
};

/** A place is asked of the person by the chat around, so this only says that it is wanted. */
export const location: Drawer = ({ label }, { texts, say }) => {
  const fault = h("p", { class: "wrong", role: "alert" });
  const onclick = () => {
    button.disabled = true;
    fault.textContent = "";
    say({ type: "locate" });
  };
  const button: HTMLButtonElement = h(
    "button",
    { class: "primary", type: "button", onclick },
    texts.sendPlace,
  );
  const heading = asText(label) && h("p", { dir: "auto" }, asText(label));
  const refused = () => {
    button.disabled = false;
    fault.textContent = texts.noPlace;
  };
  return h("div", { class: "place", onnoplace: refused }, heading, button, fault);
};

/** The files go with the next message, as those the person adds unasked. */
export const file: Drawer = ({ label, multiple }, { texts, say }) => {
  const heading = asText(label) && h("p", { dir: "auto" }, asText(label));
  const onclick = () => say({ type: "attach" });
  return h(
    "div",
    { class: "place" },
    heading,
    h(
      "button",
      { class: "primary", type: "button", onclick },
      isTrue(multiple) ? texts.attachMany : texts.attach,
    ),
  );
};
