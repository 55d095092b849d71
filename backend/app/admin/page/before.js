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

// What can be changed, by model, from the configuration: forms without such a field are only read.
let writable = null;

function markPage() {
  document.body.classList.toggle("dashboard", /^(#\/?)?$/.test(location.hash));
  const model = /^#\/change\/([^/]+)\//.exec(location.hash);
  document.body.classList.toggle("only-read", Boolean(model && writable && !writable.has(model[1])));
}

function learn(configuration) {
  const free = (field) => field.change_configuration && !field.change_configuration.form_widget_props.disabled;
  writable = new Set(configuration.models.filter((model) => model.fields.some(free)).map((model) => model.name));
  markPage();
}

for (const method of ["pushState", "replaceState"]) {
  const change = history[method];
  history[method] = function (...told) {
    change.apply(this, told);
    markPage();
  };
}
addEventListener("hashchange", markPage);

markPage();

// FastAdmin has a page of its own to sign in, which needs a configuration that is open to everybody: ours is not.
const open = XMLHttpRequest.prototype.open;
XMLHttpRequest.prototype.open = function (method, address, ...rest) {
  const path = String(address);
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
