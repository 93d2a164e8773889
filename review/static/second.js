// A second, blind reading of a row.

import { ask, Away } from "./net.js";

export function start() {
  const form = document.getElementById("second");
  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    send(form, true);
  });
  document.getElementById("second-drop")?.addEventListener("click", () => send(form, false));
}

async function send(form, keep) {
  const { report, row } = form.dataset;
  const problem = document.getElementById("second-problem");
  try {
    const fields = Object.fromEntries(new FormData(form));
    const { status, data } = await ask("/api/v1/second", { report, row, keep, fields });
    if (status === 200) location.reload();
    else problem.textContent = data.message || "Chưa lưu được; hãy xem lại các ô.";
  } catch (error) {
    if (!(error instanceof Away)) throw error;
    problem.textContent = "Máy chủ chưa trả lời nên chưa lưu; hãy thử lại.";
  }
}
