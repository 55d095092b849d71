import { h, icon, precise, tool } from "./dom";
import { LONGEST } from "./faults";
import type { Language } from "./messages";
import { parts } from "./parts";
import type { Tray, Upload } from "./parts/files";
import { ATTACH, SEND } from "./shapes";
import { when } from "./when";
import type { Said, Wanted } from "./wire";

const TALLEST = 160;
const NEARLY = 500; // characters left from which they are counted aloud

/** `draft()`: its name in sessionStorage, for who talks now; `upload`: how a file gets to the server, where any may. */
interface Needs {
  language: Language;
  draft(): string;
  said(said: Said): void;
  upload?: Upload;
}

/** Where the person writes and adds files: Enter sends, Shift+Enter begins a line; the draft outlives a reload. */
export function composer({ language, draft, said, upload }: Needs) {
  const { say, code } = language;
  let tray: Tray | undefined;
  let wanted: Wanted = {};
  let name = draft();
  const length = () => input.value.trim().length;
  const allow = () => {
    const something = length() || tray?.ready.length;
    send.disabled = tray?.busy || length() > LONGEST || !something;
  };
  const grow = () => {
    const { style } = input;
    style.height = "auto";
    const border = input.offsetHeight - input.clientHeight;
    style.height = `${Math.min(TALLEST, input.scrollHeight + border)}px`;
    allow();
    const now = draft();
    if (now !== name) kept(name, "");
    kept((name = now), input.value);
    if (length() > LONGEST - NEARLY || !count.hidden) {
      when(parts.trouble(), ({ tellLength }) => tellLength(count, code, LONGEST - length()));
    }
  };
  const add = (files: Iterable<File>, most?: number) => {
    const taken = [...files];
    if (!upload || !taken.length) return;
    when(parts.files(), ({ trayIn }) => {
      tray ??= trayIn(node, code, upload, allow);
      tray.add(taken, most);
      focus();
    });
  };
  const clear = () => {
    input.value = "";
    tray?.clear();
    grow();
  };
  const submit = (event: Event) => {
    event.preventDefault();
    if (send.disabled) return;
    const written = { text: input.value.trim(), attachments: tray?.ready ?? [] };
    clear();
    input.focus();
    said(written);
  };
  const onkeydown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) submit(event);
  };
  const onpaste = (event: ClipboardEvent) => {
    const files = event.clipboardData?.files;
    if (!upload || !files?.length) return;
    event.preventDefault();
    add(files);
  };
  const onchange = () => {
    add(choice.files ?? [], wanted.most);
    choice.value = ""; // the same file may be chosen again
  };
  const label = say("write");
  const named = { placeholder: label, "aria-label": label, enterkeyhint: "send", dir: "auto" };
  const input = h("textarea", { rows: 1, ...named, oninput: grow, onkeydown, onpaste });
  const send = h("button", { class: "send", "aria-label": say("send"), title: say("send") }, icon(SEND));
  const choice = h("input", { type: "file", multiple: true, hidden: true, tabindex: -1, onchange });
  const count = h("p", { class: "count", role: "status", hidden: true });
  const ask = (asked: Wanted) => {
    wanted = asked;
    choice.accept = asked.accept ?? "";
    choice.multiple = asked.multiple ?? false;
    choice.click();
  };
  const attach = upload && tool(say("attach"), ATTACH, () => ask({ multiple: true }), "attach");
  const node = h("form", { class: "composer", onsubmit: submit }, attach, choice, input, send, count);
  /** Ready to be typed in, where that opens no keyboard on the screen. */
  const focus = () => {
    if (precise()) input.focus({ preventScroll: true });
    grow();
  };
  input.value = kept(name);
  allow();
  return { node, add, ask, focus, clear, stop: () => tray?.stop() };
}

/** The draft of that name, or what it is from now on. Without storage it lives as long as the page. */
function kept(name: string, text?: string): string {
  try {
    if (text === undefined) return sessionStorage.getItem(name) ?? "";
    if (name) sessionStorage.setItem(name, text);
  } catch {
    // as said
  }
  return "";
}
