// Who else is here, and which rows they have open; says so, forbids nothing.

import { ask, Away } from "./net.js";
import { made, tell } from "./told.js";

const EVERY = 20_000;
const rows = () => document.getElementById("rows");
const named = (row) => ({ report: row.dataset.report, layer: row.dataset.layer, row: row.dataset.row });

export function start() {
  // Whoever is alone with the store meets nobody.
  if (!document.getElementById("sign-out") || !rows()) return;
  document.addEventListener("tonghop:editing", (event) => lease(event.detail.row, event.detail.open));
  if (!rows().dataset.report) return;
  look();
  setInterval(() => document.hidden || look(), EVERY);
}

async function lease(row, open) {
  const answer = await quietly("/api/v1/leases", { ...named(row), leave: !open });
  if (open && answer && answer.holder && !answer.mine) {
    tell(`${answer.holder} đang sửa dòng này. Bạn vẫn sửa được; ai lưu trước thì người sau được hỏi lại.`, { seconds: 10 });
  }
}

async function look() {
  const answer = await quietly("/api/v1/presence", { report: rows().dataset.report });
  if (!answer) return;
  let place = document.getElementById("beside");
  if (!place) {
    place = made("p", "", "note beside");
    place.id = "beside";
    place.setAttribute("role", "status");
    rows().before(place);
  }
  const words = answer.others.length ? `Cũng đang xem báo cáo này: ${answer.others.join(", ")}` : "";
  if (place.textContent !== words) place.textContent = words;
  for (const chip of document.querySelectorAll(".taken-by")) chip.remove();
  for (const taken of answer.taken) {
    const row = document.getElementById(`row-${taken.row}`);
    row?.querySelector("header")?.append(made("span", `${taken.who} đang sửa`, "chip warn taken-by"));
  }
}

/** The answer, or null where there is none: nobody waits for it. */
async function quietly(address, body) {
  try {
    const { status, data } = await ask(address, body);
    return status === 200 ? data : null;
  } catch (error) {
    if (!(error instanceof Away)) throw error;
    return null;
  }
}
