// The page of live figures: one socket, what it tells written into tables, and the last minutes as lines.
"use strict";
const words = JSON.parse(document.body.dataset.words);
// As the reader's own country writes them, where the page is in its language.
const locale = navigator.languages.find((one) => one.toLowerCase().split("-")[0] === words.language) ?? words.language;
const numbers = new Intl.NumberFormat(locale);
const PAST = 60; // figures a line has: two minutes of them
const SOONEST = 1000, LATEST = 15000; // ms until it is tried again
const past = new Map();
let pause = SOONEST;

const at = (id) => document.getElementById(id);

function made(name, text) {
  const element = document.createElement(name);
  if (text !== undefined) element.textContent = text;
  return element;
}

function line(key, number) {
  const kept = [...(past.get(key) ?? []), number].slice(-PAST);
  past.set(key, kept);
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 100 20");
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("aria-hidden", "true");
  const drawn = document.createElementNS("http://www.w3.org/2000/svg", "polyline");
  const most = Math.max(1, ...kept);
  const points = kept.map((one, place) => `${100 - (kept.length - 1 - place) * (100 / (PAST - 1))},${19 - (one / most) * 18}`);
  drawn.setAttribute("points", points.join(" "));
  svg.append(drawn);
  return svg;
}

function row(name, counts, drawn) {
  const tr = made("tr");
  tr.append(name);
  for (const count of counts) {
    const cell = made("td", numbers.format(count));
    cell.className = "number";
    tr.append(cell);
  }
  if (drawn) {
    const cell = made("td");
    cell.append(drawn);
    tr.append(cell);
  }
  return tr;
}

function named(name) {
  const cell = made("td", words.names[name] ? `${words.names[name]} ` : "");
  cell.append(made("small", name));
  return cell;
}

function linked(bot) {
  const cell = made("td");
  const link = made("a", bot.name);
  link.href = `/bots/${encodeURIComponent(bot.bot_id)}/conversations`;
  cell.append(link);
  return cell;
}

function fill(id, rows, columns) {
  if (rows.length === 0) {
    const empty = made("tr");
    const cell = made("td", words.none);
    cell.colSpan = columns;
    empty.append(cell);
    rows = [empty];
  }
  at(id).replaceChildren(...rows);
}

function bytes(count) {
  return `${new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(count / 2 ** 20)} ${words.mebibytes}`;
}

function show(told) {
  const oldest = (one) => Math.round(one.oldest_seconds * 10) / 10;
  if (told.queues)
    fill("queues", told.queues.map((one) => row(named(one.queue), [one.waiting, oldest(one)], line(`q ${one.queue}`, one.waiting))), 4);
  if (told.streams)
    fill("streams", told.streams.map((one) => row(named(one.stream), [one.unread, one.pending], line(`s ${one.stream}`, one.unread + one.pending))), 4);
  if (told.problems) fill("problems", told.problems.map((one) => row(linked(one), [one.problems])), 2);
  if (told.redis) {
    const { used, peak, limit } = told.redis;
    at("memory").textContent = bytes(used);
    at("bounds").textContent = `${words.peak}: ${bytes(peak)}, ${words.limit}: ${limit ? bytes(limit) : words.no_limit}`;
    at("filled").replaceChildren(line("memory", used));
  }
  at("time").textContent = new Date(told.at).toLocaleTimeString(locale);
  say(told.away.length ? `${words.away} ${told.away.join(", ")}` : words.live, told.away.length > 0);
}

function say(text, isBad) {
  if (at("state").textContent !== text) at("state").textContent = text;
  at("state").classList.toggle("bad", isBad);
}

function connect() {
  const socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/admin/live/figures`);
  socket.addEventListener("message", ({ data }) => {
    const told = JSON.parse(data);
    if (told.type !== "status") return;
    pause = SOONEST;
    show(told);
  });
  socket.addEventListener("close", ({ code }) => {
    // 1008: signed out, or no administrator any more.
    if (code === 1008) {
      location.replace("/admin/sign-in");
      return;
    }
    say(words.lost, true);
    setTimeout(connect, pause);
    pause = Math.min(pause * 2, LATEST);
  });
}

connect();
