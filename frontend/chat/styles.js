const light = `
  --ground: #f4f5f8; --surface: #fff; --line: #dfe3e9; --ink: #1c2026; --dim: #59616e;
  --accent: var(--dbcv-accent, #3b5bdb); --on-accent: var(--dbcv-on-accent, #fff); --link: #2f4cc4;
  --warn: #fff3d6; --on-warn: #5c4300; --bad: #b42318; --shade: 0 1px 2px rgb(20 25 40 / .08); color-scheme: light;`;
const dark = `
  --ground: #14161b; --surface: #1f232b; --line: #343a46; --ink: #e9ebef; --dim: #a5adba;
  --accent: var(--dbcv-accent, #4263eb); --link: #a3b5ff;
  --warn: #3d3113; --on-warn: #ffe3a1; --bad: #ffa198; --shade: none; color-scheme: dark;`;

const css = `
:host { display: block; ${light} }
@media (prefers-color-scheme: dark) { :host(:not([theme="light"])) { ${dark} } }
:host([theme="dark"]) { ${dark} }
[hidden] { display: none !important; }
*, ::before, ::after { box-sizing: border-box; }
.chat { display: flex; flex-direction: column; height: 100%; min-height: 0; background: var(--ground); color: var(--ink);
  font: 16px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; -webkit-text-size-adjust: 100%; }
button, input, textarea { font: inherit; color: inherit; }
button { cursor: pointer; touch-action: manipulation; }
button:disabled { cursor: default; opacity: .45; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
svg { width: 20px; height: 20px; flex: none; fill: none; stroke: currentColor; stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round; }

header { display: flex; align-items: center; gap: 12px; flex: none; background: var(--surface); border-bottom: 1px solid var(--line);
  padding: calc(10px + env(safe-area-inset-top)) calc(16px + env(safe-area-inset-right)) 10px calc(16px + env(safe-area-inset-left)); }
.avatar { display: grid; place-items: center; width: 40px; height: 40px; border-radius: 50%; flex: none;
  background: var(--accent); color: var(--on-accent); font-weight: 600; font-size: 18px; }
.who { flex: 1; min-width: 0; }
h1 { margin: 0; font-size: 16px; font-weight: 600; line-height: 1.3; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.status { display: flex; align-items: center; gap: 6px; margin: 0; font-size: 13px; line-height: 1.3; color: var(--dim); }
.status::before { content: ""; width: 8px; height: 8px; border-radius: 50%; background: #b8860b; }
.status.open::before { background: #2f9e44; }
.status.waiting::before { background: var(--bad); }
.tool { display: grid; place-items: center; width: 44px; height: 44px; margin: -2px; border: 0; border-radius: 50%; background: none; color: var(--dim); }
.tool:hover:enabled { background: var(--ground); color: var(--ink); }

.banner { display: flex; align-items: center; justify-content: center; gap: 6px 14px; flex-wrap: wrap; flex: none;
  padding: 8px 16px; background: var(--warn); color: var(--on-warn); font-size: 14px; text-align: center; }
.banner button { border: 0; padding: 4px 2px; background: none; font-weight: 600; text-decoration: underline; text-underline-offset: 3px; }

.stage { position: relative; flex: 1; min-height: 0; }
.log { position: absolute; inset: 0; overflow: hidden auto; overscroll-behavior: contain; display: flex; flex-direction: column; outline-offset: -3px;
  padding: 16px max(16px, calc(50% - 380px), env(safe-area-inset-right)) 12px max(16px, calc(50% - 380px), env(safe-area-inset-left)); }
.list { margin-top: auto; }
.empty { margin: auto; color: var(--dim); text-align: center; }
.list:empty + .typing + .empty:not([hidden]) { flex: 1; display: grid; place-items: center; }
.earlier { align-self: center; flex: none; margin-bottom: 8px; padding: 8px 14px; border: 1px solid var(--line); border-radius: 18px; background: var(--surface); color: var(--link); font-size: 14px; }
.day { display: flex; align-items: center; gap: 12px; margin: 18px 0 12px; color: var(--dim); font-size: 13px; }
.day:first-child { margin-top: 4px; }
.day::before, .day::after { content: ""; flex: 1; border-top: 1px solid var(--line); }
.day.restart::before, .day.restart::after { border-top-style: dashed; }

article { display: flex; flex-direction: column; align-items: flex-start; margin-top: 12px; }
article.follows { margin-top: 4px; }
.own { align-items: flex-end; }
.bubble { display: flex; flex-wrap: wrap; align-items: flex-end; gap: 0 10px; max-width: min(85%, 560px); padding: 8px 12px;
  border-radius: 18px 18px 18px 6px; background: var(--surface); box-shadow: var(--shade); }
.own .bubble { background: var(--accent); color: var(--on-accent); border-radius: 18px 18px 6px; }
.text { min-width: 0; max-width: 100%; white-space: pre-wrap; overflow-wrap: anywhere; }
.name { flex-basis: 100%; font-size: 13px; font-weight: 600; color: var(--link); }
.meta { display: flex; align-items: center; gap: 4px; margin-inline-start: auto; font-size: 12px; line-height: 1.5; color: var(--dim); white-space: nowrap; user-select: none; }
.own .meta { color: inherit; }
.meta svg { display: block; width: 14px; height: 14px; stroke-width: 2.4; }
a { color: var(--link); text-underline-offset: 3px; }
.own a { color: inherit; }
.file { display: flex; flex-basis: 100%; align-items: center; gap: 8px; max-width: 100%; min-height: 32px; overflow-wrap: anywhere; }
.file.dead { color: var(--dim); }
.picture { display: block; flex-basis: 100%; margin: 4px 0; }
.pictured .text:not([hidden]) { flex-basis: 100%; }
.picture img { display: block; max-width: 100%; max-height: 320px; min-height: 40px; border-radius: 10px; }
.note { flex-basis: 100%; color: var(--dim); font-size: 14px; font-style: italic; }
.buttons { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 8px; max-width: min(100%, 640px); }
.buttons button { min-height: 44px; max-width: 100%; padding: 8px 18px; border: 1.5px solid var(--link); border-radius: 22px; background: var(--surface); color: var(--link); font-weight: 500; text-align: start; overflow-wrap: anywhere; }
.fault { display: flex; flex-wrap: wrap; justify-content: flex-end; align-items: center; gap: 2px 12px; margin-top: 2px; font-size: 13px; color: var(--bad); }
.fault button { border: 0; min-height: 32px; padding: 2px; background: none; color: var(--link); font-weight: 600; }

.typing { align-self: flex-start; flex: none; display: flex; gap: 5px; margin-top: 12px; padding: 15px 16px; border-radius: 18px 18px 18px 6px; background: var(--surface); box-shadow: var(--shade); }
.typing i { width: 7px; height: 7px; border-radius: 50%; background: var(--dim); animation: beat 1.2s infinite; }
.typing i:nth-child(2) { animation-delay: .15s; }
.typing i:nth-child(3) { animation-delay: .3s; }
@keyframes beat { 0%, 60%, 100% { opacity: .35; } 30% { opacity: 1; transform: translateY(-3px); } }
.pill { position: absolute; bottom: 12px; left: 50%; transform: translateX(-50%); display: flex; align-items: center; gap: 8px; min-height: 40px; padding: 8px 14px 8px 10px;
  border: 1px solid var(--line); border-radius: 22px; background: var(--surface); color: var(--link); font-size: 14px; font-weight: 600; white-space: nowrap; box-shadow: 0 4px 14px rgb(0 0 0 / .2); }
.pill[aria-label]:has(svg:last-child) { padding: 8px 10px; }

.composer { display: flex; align-items: flex-end; gap: 8px; flex: none; background: var(--surface); border-top: 1px solid var(--line);
  padding: 10px max(12px, calc(50% - 384px), env(safe-area-inset-right)) calc(10px + env(safe-area-inset-bottom)) max(12px, calc(50% - 384px), env(safe-area-inset-left)); }
textarea { flex: 1; min-width: 0; min-height: 44px; margin: 0; padding: 9px 16px; border: 1px solid var(--line); border-radius: 22px; background: var(--ground); resize: none; line-height: 24px; overflow-y: auto; }
textarea:focus { outline: 2px solid var(--link); outline-offset: -1px; }
::placeholder { color: var(--dim); opacity: 1; }
.send { display: grid; place-items: center; width: 44px; height: 44px; flex: none; border: 0; border-radius: 50%; background: var(--accent); color: var(--on-accent); }
.send:disabled { background: none; color: var(--dim); opacity: .8; }

.primary { border: 0; border-radius: 10px; min-height: 44px; padding: 8px 18px; background: var(--accent); color: var(--on-accent); font-weight: 600; }
dialog { width: min(400px, calc(100vw - 32px)); padding: 24px; border: 0; border-radius: 16px; background: var(--surface); color: var(--ink); box-shadow: 0 12px 40px rgb(0 0 0 / .35); }
dialog::backdrop { background: rgb(10 12 18 / .5); }
h2 { margin: 0 0 8px; font-size: 18px; line-height: 1.3; }
dialog p, .gate p { margin: 0 0 20px; color: var(--dim); }
.choices { display: flex; flex-wrap: wrap; justify-content: flex-end; gap: 8px; }
.choices button:not(.primary) { min-height: 44px; padding: 8px 18px; border: 1px solid var(--line); border-radius: 10px; background: none; }
.gate { flex: 1; min-height: 0; overflow: auto; display: grid; place-items: center; padding: 24px 16px; }
.panel { width: 100%; max-width: 380px; text-align: center; }
.emblem { display: grid; place-items: center; width: 56px; height: 56px; margin: 0 auto 16px; border-radius: 50%; background: var(--surface); color: var(--dim); box-shadow: var(--shade); }
.gate form { display: grid; gap: 14px; padding: 20px; border: 1px solid var(--line); border-radius: 16px; background: var(--surface); text-align: start; }
.gate form p { margin: 0; }
.gate label { display: grid; gap: 4px; font-size: 14px; color: var(--dim); }
.gate input { min-height: 44px; padding: 8px 12px; border: 1px solid var(--line); border-radius: 10px; background: var(--ground); font-size: 16px; color: var(--ink); }
.gate .wrong { color: var(--bad); }
.gate .wrong:empty { display: none; }
@media (prefers-reduced-motion: reduce) { *, ::before { animation: none !important; scroll-behavior: auto !important; } }
@media (hover: hover) { .buttons button:hover { background: var(--accent); border-color: var(--accent); color: var(--on-accent); } }
`;

let made = null;

/** The chat's style sheet, one for all chats of a page; constructed, so that a strict content policy allows it. */
export function sheet() {
  if (!made) {
    made = new CSSStyleSheet();
    made.replaceSync(css);
  }
  return made;
}
