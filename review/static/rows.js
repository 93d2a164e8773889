// The rows of a page: which one is current, what is done with it, and its new face once that is saved.

import { fragment, wholePage } from "./net.js";
import { decide, keyOf, on, pendingFor } from "./saving.js";
import { answered, tell } from "./told.js";
import { isOpen, openEditor } from "./editor.js";
import { showConflict } from "./conflict.js";
import { remember, showHistory } from "./undo.js";

export const list = document.getElementById("rows");
const VERDICTS = { accept: "accepted", reject: "rejected", postpone: "postponed", reopen: "open" };
const WAITING = { accept: "Đang duyệt…", reject: "Đang loại…", postpone: "Đang để sau…", reopen: "Đang mở lại…" };
const followers = [];

export const rows = () => (list ? [...list.querySelectorAll(".row, .line")] : []);
/** The head of the report that is open, which is decided on like a row. */
export const head = () => document.querySelector("article.about");
export const current = () => list?.querySelector(".current") ?? null;

export function placeOf(row) {
  return { report: row.dataset.report, layer: row.dataset.layer, row: row.dataset.row };
}

/** Hear of the row that becomes current. */
export function onCurrent(hear) {
  followers.push(hear);
}

export function choose(row, { focus = true } = {}) {
  if (!row) return;
  for (const other of list.querySelectorAll(".current")) other.classList.remove("current");
  row.classList.add("current");
  if (focus) row.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
  for (const hear of followers) hear(row);
}

/** Make the next row current, or the one before. False where there is none. */
export function move(step) {
  const all = rows();
  const at = all.indexOf(current());
  const next = at < 0 ? all[0] : all[at + step];
  choose(next);
  return Boolean(next);
}

export function act(row, name) {
  if (name === "edit") return openEditor(row);
  if (name === "history") return showHistory(placeOf(row));
  if (name === "accept" && row.hasAttribute("data-failing")) return closeCheck(row);
  return verdict(row, name);
}

export function verdict(row, name, more = {}) {
  decide({ ...placeOf(row), version: Number(row.dataset.version), verdict: name, vietnamese: true, ...more });
  const state = row.querySelector(".state");
  state.textContent = row === head() ? "Đang lưu…" : WAITING[name];
  state.hidden = false;
  state.dataset.state = "waiting";
  row.dataset.state = VERDICTS[name];
  if (name !== "reopen" && row === current()) move(1);
}

/** A check that fails is closed with how and why, or not at all. */
async function closeCheck(row) {
  const dialog = document.getElementById("closing");
  const form = document.getElementById("closing-form");
  form.reset();
  document.getElementById("closing-words").textContent = row.querySelector(".headline").textContent;
  if ((await answered(dialog)) !== "yes") return;
  const given = new FormData(form);
  verdict(row, "accept", { close: given.get("close"), why: given.get("why") });
}

export function find(place) {
  const key = keyOf(place);
  const all = head() ? [head(), ...rows()] : rows();
  return all.find((row) => row.dataset.row !== undefined && keyOf(placeOf(row)) === key) ?? null;
}

/** Rows whose period leans on the head have moved along with it. */
async function refreshAll() {
  let fresh = null;
  try {
    fresh = await wholePage(location.href);
  } catch {
    return;
  }
  for (const old of rows()) {
    const now = fresh?.getElementById(old.id);
    const newer = now && Number(now.dataset.version) >= Number(old.dataset.version);
    if (newer && !isOpen(old) && !pendingFor(keyOf(placeOf(old)))) settle(old, document.adoptNode(now));
  }
}

/** Put the row's face of now in the place of the old one; an open editor stays. */
export async function refresh(place) {
  const old = find(place);
  if (!old) return;
  const query = new URLSearchParams({ report: place.report, layer: place.layer, id: place.row });
  if (old.hasAttribute("data-place")) query.set("place", "true");
  let fresh = null;
  try {
    fresh = await fragment(`/row?${query}`);
  } catch {
    return;
  }
  if (!fresh || !old.isConnected || pendingFor(keyOf(place))) return;
  // Answers may overtake each other: an older face never covers a newer one.
  if (Number(fresh.dataset.version) < Number(old.dataset.version)) return;
  if (isOpen(old)) {
    for (const name of ["version", "state", "fields", "comment"]) old.dataset[name] = fresh.dataset[name];
    return;
  }
  const note = old.querySelector(":scope > header > .chip");
  if (note) fresh.querySelector(".state").after(note);
  settle(old, fresh);
  if (place.layer === "report") await refreshAll();
}

function settle(old, fresh) {
  const was = { current: old.classList.contains("current"), focused: old.contains(document.activeElement) };
  old.replaceWith(fresh);
  if (was.current) fresh.classList.add("current");
  if (was.focused) fresh.focus({ preventScroll: true });
}

on("saved", (item, answer) => {
  const row = find(item.body);
  if (row && answer.row) row.dataset.version = answer.row.version;
  if (answer.batch) remember(answer.batch, item.body);
  refresh(item.body);
});
on("refused", (item, message) => {
  tell(message, { bad: true });
  const row = find(item.body);
  refresh(item.body).then(() => {
    const again = find(item.body);
    if (row && again && Object.keys(item.body.fields ?? {}).length) openEditor(again, message);
  });
});
on("conflict", (item, clashes) => showConflict(item, clashes).then(() => refresh(item.body)));

/** Clicks on buttons and rows. */
export function start() {
  if (!list) return;
  document.querySelector(".report-head")?.addEventListener("click", (event) => {
    const button = event.target.closest(".about [data-act]");
    if (button) act(head(), button.dataset.act);
  });
  list.addEventListener("click", (event) => {
    const row = event.target.closest(".row, .line");
    if (!row) return;
    const button = event.target.closest("[data-act]");
    if (button || !event.target.closest("a, button, input, select, textarea, label")) {
      choose(row, { focus: !getSelection().toString() });
    }
    if (button) act(row, button.dataset.act);
  });
  list.addEventListener("focusin", (event) => {
    const row = event.target.closest(".row, .line");
    if (row && row !== current()) choose(row, { focus: false });
  });
  const wanted = list.dataset.chosen && rows().find((row) => row.dataset.row === list.dataset.chosen);
  if (wanted) {
    choose(wanted);
    wanted.scrollIntoView({ block: "center" });
  }
}
