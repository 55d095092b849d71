export type EmbedForm = "script" | "element" | "inline" | "link";

export const EMBED_FORMS: readonly EmbedForm[] = ["script", "element", "inline", "link"];

type Place = { origin: string; channelId: string };

const FORMS: Readonly<Record<EmbedForm, (place: Place, words: string) => readonly string[]>> = {
  script: ({ origin, channelId }) => [
    `<script src="${origin}/widget.js" data-channel="${channelId}" async></script>`,
  ],
  element: ({ origin, channelId }) => [
    `<script src="${origin}/widget.js" async></script>`,
    `<dbcv-chat channel="${channelId}"></dbcv-chat>`,
  ],
  inline: ({ origin, channelId }) => [
    `<script src="${origin}/widget.js" async></script>`,
    `<dbcv-chat channel="${channelId}" inline style="height: 600px"></dbcv-chat>`,
  ],
  link: ({ origin, channelId }, words) => [
    `<a href="${origin}/chat/${channelId}" target="_blank" rel="noopener">${words}</a>`,
  ],
};

/** HTML to put on a page; `words`: of the link. */
export function embedCode(form: EmbedForm, place: Place, words: string): string {
  return FORMS[form](place, words).join("\n");
}
