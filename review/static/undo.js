// Taking back: the last thing that was done here, any decision of a row's history, or a whole bulk.

import { ask, Away } from "./net.js";
import { answered, made, tell } from "./told.js";
import { refresh } from "./rows.js";

const KEY = "tonghop.done";
const TITLES = { state: "trạng thái", comment: "ghi chú", closed: "cách đóng", added: "thêm dòng", issuer: "đơn vị gửi", parent: "cấp trên", number: "số hiệu", date: "ngày ký", title: "tiêu đề", period: "kỳ" };
const STATES = { accepted: "đã duyệt", rejected: "đã loại", postponed: "để sau" };
const WAYS = { web: "trên trang", undo: "hoàn tác", excel: "từ sổ Excel" };

/** Remember under which name something was done, for `undoLast`. */
export function remember(batch, place) {
  const done = known();
  done.push({ batch, place });
  sessionStorage.setItem(KEY, JSON.stringify(done.slice(-200)));
}

export async function undoLast() {
  const done = known();
  const last = done.pop();
  if (!last) return tell("Chưa có gì để hoàn tác trong trang này.");
  if (await undo({ batch: last.batch })) sessionStorage.setItem(KEY, JSON.stringify(done));
}

/** Take back one decision ({seq}) or what was done under one name ({batch}); whether that was done. */
export async function undo(what) {
  try {
    const { status, data } = await ask("/api/v1/undo", what);
    if (status !== 200) {
      tell(data.message || "Chưa hoàn tác được.", { bad: true });
      return false;
    }
    const number = data.rows.length;
    tell(number > 1 ? `Đã hoàn tác ${data.decisions.length} quyết định.` : "Đã hoàn tác.");
    for (const row of data.rows) refresh({ report: row.report, layer: row.layer, row: row.id });
    return true;
  } catch (error) {
    if (!(error instanceof Away)) throw error;
    tell("Máy chủ chưa trả lời nên chưa hoàn tác; hãy thử lại.", { bad: true });
    return false;
  }
}

export async function showHistory(place) {
  const query = new URLSearchParams({ report: place.report, layer: place.layer, id: place.row });
  try {
    const { status, data } = await ask(`/api/v1/row?${query}`);
    if (status !== 200) return tell("Không còn thấy dòng này; hãy tải lại trang.", { bad: true });
    const lines = data.history.toReversed().map((link) => lineOf(link, place));
    document.getElementById("history-list").replaceChildren(...(lines.length ? lines : [made("li", "Chưa ai sửa dòng này.")]));
    await answered(document.getElementById("history"));
  } catch (error) {
    if (!(error instanceof Away)) throw error;
    tell("Máy chủ chưa trả lời; hãy thử lại.", { bad: true });
  }
}

function lineOf(link, place) {
  const line = made("li");
  const when = new Date(link.at).toLocaleString("vi-VN");
  line.append(made("b", link.who), ` ${when}, ${WAYS[link.through] ?? link.through}: `);
  line.append(`${TITLES[link.field] ?? link.field} `, made("s", value(link.old)), " → ", made("span", value(link.new)));
  if (link.why) line.append(" ", made("i", `(${link.why})`));
  const button = made("button", "Hoàn tác", "plain");
  button.type = "button";
  button.addEventListener("click", async () => {
    if (await undo({ seq: link.seq })) {
      document.getElementById("history").close();
      refresh(place);
    }
  });
  line.append(" ", button);
  if (link.batch && !link.batch.startsWith("web-") && !link.batch.startsWith("undo-")) line.append(" ", whole(link, place));
  return line;
}

/** A bulk or an import is taken back whole. */
function whole(link, place) {
  const button = made("button", "Hoàn tác cả đợt", "plain");
  button.type = "button";
  button.addEventListener("click", async () => {
    if (await undo({ batch: link.batch })) {
      document.getElementById("history").close();
      refresh(place);
    }
  });
  return button;
}

/** A stored value as people read it. */
function value(json) {
  const found = json === null ? null : JSON.parse(json);
  if (found === null) return "(trống)";
  return typeof found === "object" ? found.text ?? "" : STATES[found] ?? String(found);
}

function known() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY)) ?? [];
  } catch {
    return [];
  }
}

for (const button of document.querySelectorAll("[data-undo-batch]")) {
  button.addEventListener("click", async () => {
    if (await undo({ batch: button.dataset.undoBatch })) location.reload();
  });
}
