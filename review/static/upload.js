// Reports dropped on the page: sent one after the other, then watched until they are read.

import { ask, Away, credentials } from "./net.js";
import { made } from "./told.js";

const drop = document.getElementById("drop");
const table = document.getElementById("upload-table");
const body = document.getElementById("rows");
const state = document.getElementById("upload-state");
const problem = document.getElementById("upload-problem");
// Files on their way: {name, share, failed}.
const sending = [];
let known = [];
let timer = 0;

export function start() {
  if (!drop) return;
  const files = document.getElementById("files");
  files.addEventListener("change", () => {
    queue([...files.files]);
    files.value = "";
  });
  for (const name of ["dragenter", "dragover"]) {
    document.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.add("over");
    });
  }
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) drop.classList.remove("over");
  });
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    queue([...event.dataTransfer.files]);
  });
  watch();
}

async function queue(files) {
  const most = Number(drop.dataset.most);
  const items = files.map((file) => ({ name: file.name, file, share: 0, failed: "" }));
  for (const item of items) if (item.file.size > most * 2 ** 20) item.failed = `Lớn hơn ${most} MB`;
  sending.push(...items);
  show();
  for (const item of items.filter((item) => !item.failed)) {
    await send(item);
    show();
  }
  watch();
}

function send(item) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/api/v1/uploads?${new URLSearchParams({ name: item.name })}`);
    request.setRequestHeader("content-type", "application/octet-stream");
    for (const [name, value] of Object.entries(credentials())) request.setRequestHeader(name, value);
    request.upload.addEventListener("progress", (event) => {
      item.share = event.lengthComputable ? event.loaded / event.total : 0;
      show();
    });
    request.addEventListener("load", () => {
      if (request.status === 200) sending.splice(sending.indexOf(item), 1);
      else item.failed = message(request) || "Máy chủ không nhận tệp này";
      watch();
      resolve();
    });
    request.addEventListener("error", () => {
      item.failed = "Mất kết nối với máy chủ";
      resolve();
    });
    request.send(item.file);
  });
}

function message(request) {
  try {
    return JSON.parse(request.responseText).message;
  } catch {
    return "";
  }
}

async function watch() {
  clearTimeout(timer);
  let busy = true;
  try {
    const { data } = await ask("/api/v1/uploads");
    known = data.items ?? [];
    problem.textContent = data.problem ?? "";
    problem.hidden = !data.problem;
    busy = data.reading || sending.some((item) => !item.failed);
    const waiting = known.filter((item) => item.status === "waiting").length;
    state.textContent = data.reading ? `Đang đọc; còn ${waiting} tệp chờ.` : known.length ? `${known.length} tệp gửi gần đây.` : "";
  } catch (error) {
    if (!(error instanceof Away)) throw error;
    state.textContent = "Máy chủ chưa trả lời; trang sẽ tự thử lại.";
  }
  show();
  timer = setTimeout(watch, busy ? 1000 : 5000);
}

function show() {
  const lines = [
    ...sending.map((item) => line(item.name, item.failed ? `✗ ${item.failed}` : "Đang gửi", item.failed ? "bad" : "waiting", item)),
    ...known.map((item) => line(item.file.split("/").at(-1), item.words, kind(item), item)),
  ];
  table.hidden = !lines.length;
  const focused = document.activeElement?.closest?.("#rows .line")?.dataset.file;
  body.replaceChildren(...lines);
  if (focused) [...body.children].find((row) => row.dataset.file === focused)?.focus();
}

const kind = (item) => (item.status === "waiting" ? "waiting" : ["ok", "duplicate"].includes(item.status) ? "accepted" : "bad");

function line(name, words, state, item) {
  const row = made("tr", "", "line");
  row.tabIndex = -1;
  row.dataset.file = name;
  const status = made("td");
  const badge = made("span", words, "state");
  badge.dataset.state = state;
  status.append(badge);
  if (item.file instanceof File && !item.failed) {
    const bar = made("progress");
    bar.max = 1;
    bar.value = item.share;
    bar.setAttribute("aria-label", `Đã gửi ${name}`);
    status.append(" ", bar);
  }
  const link = made("td");
  if (item.report) {
    row.dataset.href = `/reports/${item.report}`;
    const to = made("a", item.title || "Xem các dòng");
    to.href = row.dataset.href;
    link.append(to);
  }
  row.append(made("td", name), status, made("td", item.report ? String(item.rows) : "", "number"), link);
  return row;
}
