// Before FastAdmin's script: where its requests go, a nonce for the styles it makes, and its end of a session.
"use strict";
window.SERVER_DOMAIN = "";
window.SERVER_URL = "/admin/api";

const nonce = document.querySelector("meta[name=csp-nonce]").content;
const create = Document.prototype.createElement;
Document.prototype.createElement = function (name, options) {
  const made = create.call(this, name, options);
  if (String(name).toLowerCase() === "style") made.nonce = nonce;
  return made;
};

// What can be changed, and of what there can be a new one, by model, from the configuration.
let writable = null;
let renewable = null;

function markPage() {
  document.body.classList.toggle("dashboard", /^(#\/?)?$/.test(location.hash));
  const model = /^#\/change\/([^/]+)\//.exec(location.hash)?.[1];
  document.body.classList.toggle("only-read", Boolean(model && writable && !writable.has(model)));
  document.body.classList.toggle("no-new", Boolean(model && renewable && !renewable.has(model)));
}

// FastAdmin keeps the words and filters of a list for the next one, where they find nothing: that one begins anew.
let narrowed = null;

function noteList(path) {
  const [, model, asked] = /\/list\/([^/?]+)\?(.*)$/.exec(path) ?? [];
  if (!model || (narrowed && narrowed !== model)) return;
  const plain = new Set(["limit", "offset", "sort_by"]);
  narrowed = [...new URLSearchParams(asked)].some(([name, value]) => value && !plain.has(name)) ? model : null;
}

function leaveNarrowed() {
  const model = /^#\/list\/([^/?]+)/.exec(location.hash)?.[1];
  if (narrowed && model && model !== narrowed) location.reload();
}

function arrived() {
  markPage();
  leaveNarrowed();
}

function learn(configuration) {
  const free = (field) => field.change_configuration && !field.change_configuration.form_widget_props.disabled;
  writable = new Set(configuration.models.filter((model) => model.fields.some(free)).map((model) => model.name));
  renewable = new Set(configuration.models.filter((model) => model.permissions.includes("Add")).map((model) => model.name));
  markPage();
}

for (const method of ["pushState", "replaceState"]) {
  const change = history[method];
  history[method] = function (...told) {
    change.apply(this, told);
    arrived();
  };
}
addEventListener("hashchange", arrived);

markPage();

// FastAdmin has a page of its own to sign in, which needs a configuration that is open to everybody: ours is not.
const open = XMLHttpRequest.prototype.open;
XMLHttpRequest.prototype.open = function (method, address, ...rest) {
  const path = String(address);
  noteList(path);
  this.addEventListener("loadend", (event) => {
    const hasLeft = path.endsWith("/sign-out") && this.status === 200;
    if (hasLeft || this.status === 401) {
      event.stopImmediatePropagation();
      location.replace("/admin/sign-in");
    } else if (path.endsWith("/configuration") && this.status === 200) {
      learn(JSON.parse(this.responseText));
    }
  });
  return open.call(this, method, address, ...rest);
};
