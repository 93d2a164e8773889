// Keys: which are valid on this page, and none while somebody types or an input method composes.

import { act, choose, current, head, move, rows } from "./rows.js";
import { undoLast } from "./undo.js";
import { bulk } from "./bulk.js";
import { answered, made } from "./told.js";
import * as source from "./source.js";

const has = (id) => () => document.getElementById(id) !== null;
const anyRow = () => rows().length > 0;
const ofRows = () => rows().some((row) => row.dataset.row !== undefined);
const onRow = (name) => () => current()?.dataset.row !== undefined && act(current(), name);

// Key, words, whether it is valid here, what it does.
const KEYS = [
  ["j", "dòng sau (cũng là ↓)", anyRow, () => move(1)],
  ["k", "dòng trước (cũng là ↑)", anyRow, () => move(-1)],
  ["a", "duyệt dòng này", ofRows, onRow("accept")],
  ["r", "loại dòng này", ofRows, onRow("reject")],
  ["p", "để sau", ofRows, onRow("postpone")],
  ["e", "sửa, ghi chú", ofRows, onRow("edit")],
  ["m", "mở lại dòng đã duyệt, đã loại", ofRows, onRow("reopen")],
  ["h", "lịch sử của dòng", ofRows, onRow("history")],
  ["u", "hoàn tác việc vừa làm", ofRows, undoLast],
  ["o", "mở báo cáo, xem chỗ của dòng", anyRow, open],
  ["s", "chỗ của dòng trong văn bản", has("source"), () => source.show(current())],
  ["g", "số tiếp theo chưa có dòng", has("next-loose"), source.nextLoose],
  ["t", "thêm dòng từ đoạn đang bôi đen", has("adding"), source.add],
  ["d", "sửa phần đầu báo cáo", () => head() !== null, () => act(head(), "edit")],
  ["D", "phần đầu báo cáo đúng như vậy (Shift + D)", () => head()?.querySelector("[data-act=accept]") != null, () => act(head(), "accept")],
  ["n", "trang sau", has("next-page"), () => document.getElementById("next-page").click()],
  ["A", "duyệt tất cả dòng đang lọc (Shift + A)", has("bulk-button"), bulk],
  ["/", "đến ô lọc", has("filter-text"), () => document.getElementById("filter-text").focus()],
  ["?", "bảng này (Shift + ?)", () => true, help],
];
const ARROWS = { ArrowDown: "j", ArrowUp: "k", Enter: "o" };

function open() {
  const row = current();
  const link = row?.dataset.href ?? row?.querySelector("a.place")?.href;
  if (link) location.href = link;
}

export function help() {
  const list = document.getElementById("help-keys");
  const lines = KEYS.filter(([, , valid]) => valid()).flatMap(([key, words]) => {
    const term = made("dt");
    term.append(made("kbd", key));
    return [term, made("dd", words)];
  });
  list.replaceChildren(...lines);
  return answered(document.getElementById("help"));
}

function typing(target) {
  return target.closest?.("input, select, textarea, [contenteditable], dialog[open]") !== null;
}

function pressed(event) {
  // A word that is being composed is no command.
  if (event.isComposing || event.keyCode === 229) return;
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (typing(event.target)) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  const onControl = event.target.closest?.("a, button, [role=tab]");
  if (onControl && (event.key === "Enter" || event.key === " ")) return;
  const name = ARROWS[event.key] ?? event.key;
  const found = KEYS.find(([key, , valid]) => key === name && valid());
  if (!found || (event.repeat && !"jk".includes(name))) return;
  event.preventDefault();
  found[3]();
}

export function start() {
  document.addEventListener("keydown", pressed);
  document.getElementById("help-button").addEventListener("click", help);
  if (!current() && anyRow()) choose(rows()[0], { focus: document.activeElement === document.body });
}
