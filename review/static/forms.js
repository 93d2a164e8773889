// From a cell of a consolidated form to the sentences that it is made of.

import { ask, Away } from "./net.js";
import { made } from "./told.js";

export function start() {
  for (const button of document.querySelectorAll("[data-sources]")) {
    button.addEventListener("click", () => show(button));
  }
}

async function show(button) {
  const dialog = document.getElementById("sources");
  const list = document.getElementById("sources-list");
  list.replaceChildren(made("p", "Đang tìm…"));
  dialog.showModal();
  try {
    const { status, data } = await ask(`/api/v1/sources?rows=${encodeURIComponent(button.dataset.sources)}`);
    const found = status === 200 ? data.items : [];
    list.replaceChildren(...(found.length ? found.map(source) : [made("p", "Không còn thấy dòng này trong kho; hãy tải lại trang.")]));
  } catch (error) {
    if (!(error instanceof Away)) throw error;
    list.replaceChildren(made("p", "Máy chủ chưa trả lời; hãy thử lại."));
  }
}

function source(row) {
  const said = made("p", "", "sentence");
  said.append(row.sentence.before, made("mark", row.sentence.mention), row.sentence.behind);
  const link = made("a", row.file);
  link.href = `/reports/${row.report}?layer=${row.layer}#row-${row.id}`;
  const place = made("p", "", "note");
  place.append(link, row.state === "accepted" ? " · đã duyệt" : " · chưa duyệt");
  const whole = made("section", "", "source-of-cell");
  whole.append(said, place);
  return whole;
}
