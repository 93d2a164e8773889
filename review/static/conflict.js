// Two people at one row: both values with the sentence, and one of them is chosen.

import { dropDraft } from "./drafts.js";
import { ask } from "./net.js";
import { decide, keyOf } from "./saving.js";
import { answered, made } from "./told.js";

const dialog = document.getElementById("conflict");
let last = Promise.resolve();

/** One after the other: conflicts of several rows do not open above each other. */
export function showConflict(item, clashes) {
  last = last.then(() => show(item, clashes));
  return last;
}

async function show(item, clashes) {
  document.getElementById("conflict-sentence").textContent = clashes[0].sentence;
  document.getElementById("conflict-who").textContent = await whoWas(item.body);
  const lines = clashes.map((clash) => {
    const line = made("tr");
    line.append(made("th", clash.title), made("td", words(clash.mine)), made("td", words(clash.theirs)));
    line.firstElementChild.scope = "row";
    return line;
  });
  document.getElementById("conflict-rows").replaceChildren(...lines);
  const answer = await answered(dialog);
  if (answer === "mine") decide({ ...item.body, version: clashes[0].version });
  // Left without an answer, what was typed stays as a draft.
  if (answer === "theirs") dropDraft(keyOf(item.body));
}

async function whoWas(place) {
  const query = new URLSearchParams({ report: place.report, layer: place.layer, id: place.row });
  try {
    const { data } = await ask(`/api/v1/row?${query}`);
    const link = data.history?.at(-1);
    return link ? `${link.who} sửa lúc ${new Date(link.at).toLocaleString("vi-VN")}.` : "";
  } catch {
    return "";
  }
}

const words = (value) => (value === null || value === "" ? "(trống)" : String(value));
