// The source beside the rows: from a row to its place, from a place to its row, and rows from selected text.

import { choose, list, onCurrent, rows } from "./rows.js";
import { ask, Away } from "./net.js";
import { answered, tell } from "./told.js";

const source = document.getElementById("source");
const text = document.getElementById("text");
const pages = document.getElementById("pages");
let loose = -1;

/** Show where the row stands. */
export function show(row) {
  if (!row || !source) return;
  for (const old of source.querySelectorAll(".shown")) old.classList.remove("shown");
  const id = CSS.escape(row.dataset.row ?? "");
  const found = [...source.querySelectorAll(`[data-rows~="${id}"]`)];
  const words = found.filter((place) => place.classList.contains("exact"));
  for (const place of found) {
    // Where the words themselves are known, their paragraph is not pointed at.
    if (!words.length || words.includes(place) || !place.closest("svg")) place.classList.add("shown");
  }
  const seen = found.filter((place) => place.closest("[hidden]") === null);
  const best = seen.find((place) => place.classList.contains("exact")) ?? seen[0];
  if (best) bring(best);
}

/** Scroll the source alone, so that the rows stay where they are. */
function bring(place) {
  const box = place.closest(".text, .pages");
  const at = place.getBoundingClientRect();
  const frame = box.getBoundingClientRect();
  if (at.top < frame.top + 20 || at.bottom > frame.bottom - 20) {
    box.scrollTop += at.top - frame.top - frame.height / 3;
  }
}

export function nextLoose() {
  tab("text");
  const all = [...text.querySelectorAll(".loose")];
  if (!all.length) return;
  loose = (loose + 1) % all.length;
  for (const old of text.querySelectorAll(".loose.shown")) old.classList.remove("shown");
  all[loose].classList.add("shown");
  bring(all[loose]);
  const range = document.createRange();
  range.selectNodeContents(all[loose]);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}

function tab(name) {
  if (!pages) return;
  for (const panel of [pages, text]) panel.hidden = panel.id !== name;
  for (const button of source.querySelectorAll("[role=tab]")) {
    button.setAttribute("aria-selected", String(button.getAttribute("aria-controls") === name));
  }
  const shown = rows().find((row) => row.classList.contains("current"));
  if (shown) show(shown);
}

function clicked(event) {
  const place = event.target.closest("[data-rows]");
  if (!place || getSelection().toString()) return;
  const ids = place.dataset.rows.split(" ");
  const current = list.querySelector(".current")?.dataset.row;
  // A place with several rows shows one after the other.
  const next = ids[(ids.indexOf(current) + 1) % ids.length];
  const known = [next, ...ids].map((id) => rows().find((row) => row.dataset.row === id)).find(Boolean);
  if (known) return choose(known);
  const layer = place.dataset.layers?.split(" ")[0] ?? layerOf(ids[0]);
  location.href = `?${new URLSearchParams({ layer, row: ids[0] })}`;
}

const LETTERS = { f: "figures", u: "units", m: "models", c: "cells" };
const layerOf = (id) => LETTERS[id.match(/-a?([fumc])/)?.[1]] ?? "figures";

/** [start, end) of the selection in code points of the document, or null. */
function selected() {
  const chosen = getSelection();
  if (!text || text.hidden || !chosen.rangeCount || chosen.isCollapsed) return null;
  const range = chosen.getRangeAt(0);
  if (!text.contains(range.commonAncestorContainer)) return null;
  const start = offset(range.startContainer, range.startOffset);
  const end = offset(range.endContainer, range.endOffset);
  const words = range.toString();
  const before = words.length - words.trimStart().length;
  const behind = words.length - words.trimEnd().length;
  return words.trim() ? { start: start + before, end: end - behind, words: words.trim() } : null;
}

function offset(node, at) {
  if (node.nodeType === Node.ELEMENT_NODE && !node.dataset.start) {
    const child = node.childNodes[at];
    if (!child) return offset(node.lastChild, node.lastChild.textContent.length);
    return Number(child.dataset?.start ?? child.parentElement.dataset.start);
  }
  const piece = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
  const inside = node.nodeType === Node.TEXT_NODE ? at : at ? piece.textContent.length : 0;
  return Number(piece.dataset.start) + [...piece.textContent.slice(0, inside)].length;
}

export async function add() {
  const place = selected();
  if (!place) return tell("Hãy bôi đen một đoạn trong chữ đã đọc trước.");
  const form = document.getElementById("adding-form");
  form.reset();
  document.getElementById("adding-words").textContent = place.words;
  form.elements.value.value = place.words.match(/\d[\d.]*(?:,\d+)?/)?.[0] ?? "";
  form.elements.noun.value = place.words.replace(/^[\d.,\s]+/, "");
  form.elements.name.value = place.words;
  fit(form);
  form.onsubmit = (event) => {
    event.preventDefault();
    send(form, place);
  };
  await answered(document.getElementById("adding"));
}

async function send(form, place) {
  const layer = form.elements.layer.value;
  const names = { figures: ["value", "unit", "noun"], units: ["name"], models: [] }[layer];
  const fields = Object.fromEntries(names.map((name) => [name, form.elements[name].value]));
  const body = { report: list.dataset.report, layer, start: place.start, end: place.end, fields, vietnamese: true };
  const problem = form.querySelector(".problem");
  try {
    const { status, data } = await ask("/api/v1/rows", body);
    if (status === 200) {
      document.getElementById("adding").close();
      location.href = `?${new URLSearchParams({ layer, row: data.row.id })}`;
      return;
    }
    problem.textContent = data.message || "Chưa thêm được dòng này.";
  } catch (error) {
    if (!(error instanceof Away)) throw error;
    problem.textContent = "Máy chủ chưa trả lời; hãy thử lại.";
  }
  problem.hidden = false;
}

function fit(form) {
  for (const field of form.querySelectorAll("[data-for]")) field.hidden = field.dataset.for !== form.elements.layer.value;
}

/** The words themselves, once their page is there. */
async function exact(sheet) {
  const number = sheet.dataset.page;
  try {
    const { data } = await ask(`/reports/${list.dataset.report}/pages/${number}/places`);
    const picture = sheet.querySelector("svg");
    for (const [id, boxes] of Object.entries(data)) {
      for (const [x, y, width, height] of boxes) {
        const box = document.createElementNS("http://www.w3.org/2000/svg", "rect");
        for (const [name, value] of Object.entries({ x: x - 1, y: y - 1, width: width + 2, height: height + 2 })) {
          box.setAttribute(name, value.toFixed(1));
        }
        box.dataset.rows = id;
        box.classList.add("exact");
        picture.append(box);
      }
    }
    show(list.querySelector(".current"));
  } catch (error) {
    if (!(error instanceof Away)) throw error;
  }
}

function watchPages() {
  for (const picture of pages?.querySelectorAll("img") ?? []) {
    const sheet = picture.closest(".sheet");
    picture.addEventListener("error", () => {
      sheet.querySelector(".problem").hidden = false;
    });
    if (picture.complete && picture.naturalWidth) exact(sheet);
    else picture.addEventListener("load", () => exact(sheet), { once: true });
  }
}

export function start() {
  if (!source) return;
  watchPages();
  source.addEventListener("click", clicked);
  onCurrent(show);
  for (const button of source.querySelectorAll("[role=tab]")) {
    button.addEventListener("click", () => tab(button.getAttribute("aria-controls")));
  }
  document.getElementById("next-loose")?.addEventListener("click", nextLoose);
  const button = document.getElementById("add-button");
  document.addEventListener("selectionchange", () => {
    button.hidden = !selected();
  });
  button.addEventListener("click", add);
  const form = document.getElementById("adding-form");
  form.elements.layer.addEventListener("change", () => fit(form));
  const current = list.querySelector(".current");
  if (current) show(current);
}
