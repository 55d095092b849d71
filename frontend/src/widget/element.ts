// <dbcv-chat channel="…">: the whole chat in a shadow root that the page around cannot look into.
import type { Look } from "./bubbles";
import type { Dock, docked } from "./dock";
import { h } from "./dom";
import { chooseLanguage, type Language, speak } from "./messages";
import { type Online, online } from "./online";
import { ATTRIBUTES, paramsOf } from "./options";
import { origin } from "./origin";
import { parts } from "./parts";
import { Refused } from "./remote";
import type { Settings, settingsOf } from "./settings";
import { chatSheets } from "./sheets";
import type { View } from "./view";
import { followKeyboard } from "./viewport";
import { when } from "./when";
import type { Params } from "./wire";

type Option = "theme" | "accent" | "position" | "language" | "start-message";

export class DbcvChat extends HTMLElement {
  static observedAttributes = ATTRIBUTES;
  /** On other people's pages: what opens and closes it, what it tells of the page, how it is to look. */
  static embedded: { dock: typeof docked; page: () => Params; settings: typeof settingsOf } | undefined;
  readonly #root = this.attachShadow({ mode: "closed" });
  readonly #box = h("div", { class: "box" });
  #online: Online | undefined;
  #view: View | undefined;
  #dock: Dock | undefined;
  #life: AbortController | undefined;
  #settings: Settings = {};
  #params: Params = {};
  #language: Language = speak("en");
  #identifying: Promise<unknown> | undefined;
  #isStarted = false;
  #isWanted = false;
  #told = "";
  #properties: Readonly<Record<string, string>> = {};

  connectedCallback(): void {
    this.#root.adoptedStyleSheets = chatSheets();
    this.#root.append(this.#box);
    void this.#begin();
  }

  disconnectedCallback(): void {
    this.#end();
  }

  attributeChangedCallback(_: string, before: string | null, now: string | null): void {
    if (this.#life && before !== now) void this.#begin();
  }

  /** Open the chat, there where it opens and closes. */
  open(): void {
    this.#set(true);
  }

  close(): void {
    this.#set(false);
  }

  toggle(): void {
    this.#set(!(this.#dock?.isOpen() ?? this.#isWanted));
  }

  /** Say something in the person's name. */
  send(text: string): void {
    const said = String(text).trim();
    if (!said) return;
    this.#start();
    this.#online?.conversation.say({ text: said });
  }

  /** Begin the conversation anew; false where the server is not reached now. */
  restart(params?: Params): boolean {
    if (params) this.setParams(params);
    return this.#online?.conversation.restart() ?? false;
  }

  /** What the next start tells the bot, besides what it was told before. */
  setParams(params: Params): void {
    this.#params = { ...this.#params, ...params };
    if (this.#online) this.#online.conversation.params = this.#allParams;
  }

  /**
   * Talk as whom this page's server vouches for; null: as nobody in particular again. Rejects with an error
   * whose `code` is the server's where the token is no good.
   */
  async identify(token: string | null): Promise<void> {
    const at = this.#online;
    if (!at) return;
    const { conversation, identity } = at;
    const channel = this.#channel;
    const asked = parts.identify().then((part): Promise<unknown> => {
      return token ? part.identify(identity, channel, token) : part.signOut(identity);
    });
    const before = identity.kept?.user.id;
    this.#identifying = asked.catch(() => undefined);
    try {
      await asked;
    } catch (error) {
      this.#tell("identity", { code: error instanceof Refused ? error.code : "network" });
      throw error;
    }
    const id = identity.kept?.user.id;
    this.#tell("identity", { id });
    if (!this.#isStarted || at !== this.#online) return;
    if (before !== id || conversation.connection.state === "denied") conversation.connection.retry();
  }

  // The page may say so before the chat knows how it is to look.
  #set(open: boolean): void {
    this.#isWanted = open;
    this.#dock?.set(open);
  }

  get #channel(): string {
    return this.getAttribute("channel") || this.getAttribute("bot") || "";
  }

  get #isInline(): boolean {
    return this.hasAttribute("inline") || !DbcvChat.embedded;
  }

  get #allParams(): Params {
    return { ...(!this.#isInline && DbcvChat.embedded?.page()), ...paramsOf(this), ...this.#params };
  }

  #option(name: Option): string | undefined {
    return this.getAttribute(name) ?? this.#settings[name.replace("-", "_") as keyof Settings]?.toString();
  }

  async #begin(): Promise<void> {
    this.#end();
    const channel = this.#channel;
    if (!channel) return;
    const { signal } = (this.#life = new AbortController());
    const server = new URL(this.getAttribute("server") || origin, origin).href.replace(/\/*$/, "/");
    this.#online = online({
      server,
      channel,
      changed: () => this.#changed(),
      ended: (code) => this.#tell("identity", { code }),
      heard: ({ id, own, text }) => this.#tell("message", { id, own, text }),
    });
    this.#online.conversation.params = this.#allParams;
    const vouched = this.getAttribute("identity");
    if (vouched) this.identify(vouched).catch(() => undefined);
    const given = this.getAttribute("settings");
    this.#settings = given
      ? (JSON.parse(given) as Settings)
      : ((await DbcvChat.embedded?.settings(server, channel)) ?? {});
    if (!signal.aborted) this.#build(`dbcv:${server}:${channel}:draft`, this.#online, signal);
  }

  #build(draft: string, { conversation, identity }: Online, signal: AbortSignal): void {
    identity.isRequired = Boolean(this.#settings.identity_required);
    const asked = this.#option("language");
    const page = [this.#isInline ? "" : document.documentElement.lang, ...navigator.languages];
    const language = (this.#language = speak(chooseLanguage(/^(en|ru)/.test(asked ?? "") ? [asked] : page)));
    const greeting = this.#option("start-message") ?? "";
    const close = this.#isInline ? undefined : () => this.close();
    const look = () => this.#dress();
    const show = (place: Element) =>
      when(parts.view(), ({ view }) => {
        if (signal.aborted) return;
        this.#view ??= view({ conversation, language, draft, greeting, close, look });
        if (this.#view.node.parentNode !== place) this.#view.into(place);
        if (this.#isInline || this.#dock?.isOpen()) this.#view.focus();
      });
    this.#dress();
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", look, { signal });
    followKeyboard(this, signal);
    if (this.#isInline) {
      show(this.#box);
    } else {
      const left = this.#option("position") === "left";
      const opened = (open: boolean) => this.#opened(open, show);
      this.#dock = DbcvChat.embedded?.dock(this.#box, conversation, { language, left, greeting, opened });
    }
    performance.mark("dbcv-usable");
    if (this.#isInline || conversation.known) this.#start();
    this.#tell("ready", {});
    this.#changed();
    if (this.#isWanted || this.hasAttribute("opened")) this.open();
  }

  #opened(open: boolean, show: (place: Element) => void): void {
    const { conversation } = this.#online ?? {};
    if (open && this.#dock) {
      show(this.#dock.panel);
      this.#start();
    }
    if (conversation) conversation.watched = open;
    this.#tell(open ? "open" : "close", {});
  }

  /** Connect, once: nobody is made a person of who never opens the chat. */
  #start(): void {
    const at = this.#online;
    if (!at || this.#isStarted) return;
    this.#isStarted = true;
    void Promise.resolve(this.#identifying).then(() => at === this.#online && at.conversation.start());
  }

  #end(): void {
    this.#life?.abort();
    if (this.#isStarted) this.#online?.conversation.stop();
    this.#view?.stop();
    this.#online = this.#view = this.#dock = this.#life = undefined;
    this.#isStarted = false;
    this.#told = "";
    this.#box.replaceChildren();
  }

  /** Theme and accent, for the chat and for the frames in it. */
  #dress(): Look {
    const theme = this.#option("theme");
    const dark =
      theme === "dark" || (theme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
    this.#box.classList.toggle("dark", dark);
    const accent = this.#option("accent");
    if (accent) {
      when(parts.accent(), ({ accented }) => {
        this.#properties = accented(accent, dark ? "dark" : "light");
        for (const [name, value] of Object.entries(this.#properties))
          this.#box.style.setProperty(name, value);
      });
    }
    return { dark, properties: this.#properties };
  }

  #changed(): void {
    this.#view?.changed();
    if (!this.#online || (!this.#view && !this.#dock)) return;
    const { unread, name } = this.#online.conversation;
    this.#dock?.count(unread);
    const { code, say } = this.#language;
    const detail = { name: name || say("chat"), unread, language: code };
    const told = JSON.stringify(detail);
    if (told === this.#told) return;
    this.#told = told;
    this.#tell("status", detail);
  }

  /** What happens here, for the page around: `dbcv:…` events that bubble. */
  #tell(name: string, detail: Readonly<Record<string, unknown>>): void {
    this.dispatchEvent(new CustomEvent(`dbcv:${name}`, { detail, bubbles: true }));
  }
}
