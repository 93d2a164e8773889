// All rows of the filter at once: first what that would do, then with the seal of that answer.

import { ask, Away } from "./net.js";
import { undo } from "./undo.js";
import { answered, made, tell } from "./told.js";

const whole = (number) => number.toLocaleString("vi-VN");

function filter() {
  const given = Object.fromEntries([...new URLSearchParams(location.search)].filter(([, value]) => value !== ""));
  delete given.after;
  return given;
}

export async function bulk() {
  const words = document.getElementById("bulk-words");
  try {
    const { status, data } = await ask("/api/v1/accept-all", filter());
    if (status !== 200) return tell(data.message || "Chưa đếm được các dòng này.", { bad: true });
    words.replaceChildren(made("p", `${whole(data.count)} dòng của ${whole(data.reports)} báo cáo sẽ được duyệt như đang hiện.`), ...effects(data.totals ?? []));
    document.getElementById("bulk-yes").disabled = !data.count;
    if ((await answered(document.getElementById("bulk"))) !== "yes") return;
    const done = await ask("/api/v1/accept-all", { ...filter(), seal: data.seal });
    if (done.status !== 200) return tell(done.data.message || "Chưa duyệt được.", { bad: true });
    sessionStorage.setItem("tonghop.bulk", JSON.stringify(done.data));
    location.reload();
  } catch (error) {
    if (!(error instanceof Away)) throw error;
    tell("Máy chủ chưa trả lời nên chưa duyệt gì; hãy thử lại.", { bad: true });
  }
}

/** What it does to the totals of indicators. */
function effects(totals) {
  if (!totals.length) return [];
  const table = made("table", "", "plain-table");
  const head = made("tr");
  head.append(...["Chỉ tiêu", "Số dòng", "Đã duyệt trước", "Sau khi duyệt"].map((title) => made("th", title)));
  table.append(head);
  for (const total of totals) {
    const line = made("tr");
    line.append(made("td", total.indicator), made("td", whole(total.rows), "number"), made("td", total.before, "number"), made("td", total.after, "number"));
    table.append(line);
  }
  return [table];
}

export function start() {
  document.getElementById("bulk-button")?.addEventListener("click", bulk);
  const done = sessionStorage.getItem("tonghop.bulk");
  if (!done) return;
  sessionStorage.removeItem("tonghop.bulk");
  const { count, batch } = JSON.parse(done);
  tell(`Đã duyệt ${whole(count)} dòng.`, {
    seconds: 30,
    act: ["Hoàn tác cả đợt", () => undo({ batch }).then((fine) => fine && location.reload())],
  });
}
