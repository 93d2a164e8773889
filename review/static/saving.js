// What was decided and has not reached the server yet: kept in the browser, sent in order, tried again.

import { ask, Away } from "./net.js";

const PREFIX = "tonghop.pending.";
const line = document.getElementById("saving");
const words = line.querySelector(".saving-words");
const now = document.getElementById("save-now");
const ours = PREFIX + tabName();
const heard = { saved: [], conflict: [], refused: [] };
let waiting = adopted();
let busy = false;
let attempts = 0;
let timer = 0;

/** Hear of `saved` (item, answer), `conflict` (item, clashes) or `refused` (item, message). */
export function on(event, hear) {
  heard[event].push(hear);
}

/** Send a decision, now or as soon as the server can be reached. */
export function decide(body) {
  waiting.push({ id: crypto.getRandomValues(new Uint32Array(2)).join("-"), at: Date.now(), body });
  keep();
  show();
  send();
}

/** How many decisions on this row are still on their way. */
export function pendingFor(key) {
  return waiting.filter((item) => keyOf(item.body) === key).length;
}

export function keyOf(place) {
  return [place.report, place.layer, place.row].join("/");
}

/** Begin with what an earlier page left behind. */
export function start() {
  now.addEventListener("click", () => send());
  addEventListener("online", () => send());
  addEventListener("beforeunload", (event) => {
    // Kept anyway, but people should know.
    if (waiting.length) event.preventDefault();
  });
  show();
  send();
}

async function send() {
  if (busy || !waiting.length) return;
  busy = true;
  clearTimeout(timer);
  try {
    while (waiting.length) {
      show();
      const item = waiting[0];
      const answer = await ask("/api/v1/decisions", item.body);
      attempts = 0;
      waiting.shift();
      settle(item, answer);
      keep();
    }
    show();
  } catch (error) {
    if (!(error instanceof Away)) throw error;
    attempts += 1;
    const seconds = Math.min(30, 2 ** Math.min(attempts, 5));
    show(error.message || "Máy chủ chưa trả lời", seconds);
    timer = setTimeout(send, seconds * 1000);
  } finally {
    busy = false;
  }
}

function settle(item, { status, data }) {
  const key = keyOf(item.body);
  if (status === 200) {
    follow(key, item.body.version, data.row);
    tellAll("saved", item, data);
  } else if (status === 409 && data.clashes) {
    const differing = data.clashes.filter((clash) => clash.mine !== clash.theirs);
    // The answer to an earlier attempt was lost on its way: it is as was wanted.
    if (differing.length) tellAll("conflict", item, differing);
    else tellAll("saved", item, {});
  } else {
    tellAll("refused", item, data.message || "Máy chủ không nhận thay đổi này; hãy tải lại trang.");
  }
}

/** Later decisions of ours on the row saw what this one made of it. */
function follow(key, version, row) {
  for (const item of waiting) {
    if (row && keyOf(item.body) === key && item.body.version === version) item.body.version = row.version;
  }
}

function tellAll(event, item, what) {
  for (const hear of heard[event]) hear(item, what);
}

function show(problem = "", seconds = 0) {
  const number = waiting.length;
  line.dataset.state = problem ? "failed" : number ? "saving" : "saved";
  now.hidden = !problem;
  if (problem) words.textContent = `Chưa lưu ${number} thay đổi (${problem}); thử lại sau ${seconds} giây, không mất gì.`;
  else words.textContent = number ? `Đang lưu ${number} thay đổi` : "Mọi thay đổi đã lưu";
}

function keep() {
  try {
    if (waiting.length) localStorage.setItem(ours, JSON.stringify(waiting));
    else localStorage.removeItem(ours);
  } catch {
    // Without a place to keep them they still stand in this page.
  }
}

/** Ours from before a reload, and what closed pages left; sent twice, a decision is still one. */
function adopted() {
  const found = [];
  try {
    for (const key of Object.keys(localStorage).filter((key) => key.startsWith(PREFIX))) {
      const items = JSON.parse(localStorage.getItem(key));
      if (key !== ours && items.some((item) => Date.now() - item.at < 60_000)) continue;
      found.push(...items);
      localStorage.removeItem(key);
    }
    if (found.length) localStorage.setItem(ours, JSON.stringify(found));
  } catch {
    return found;
  }
  return found;
}

function tabName() {
  try {
    const known = sessionStorage.getItem("tonghop.tab") || crypto.getRandomValues(new Uint32Array(2)).join("-");
    sessionStorage.setItem("tonghop.tab", known);
    return known;
  } catch {
    return "one";
  }
}
