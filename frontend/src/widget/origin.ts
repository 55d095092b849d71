const script = document.currentScript;

/** The script tag we came by, where we came by one. */
export const tag = script instanceof HTMLScriptElement ? script : null;

/** From where we came: our server. */
export const origin = new URL("/", tag?.src || location.href).href;
