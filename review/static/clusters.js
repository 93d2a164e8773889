// Making several spellings one: first what that would do, then with the seal of that answer.

import { ask, Away } from "./net.js";
import { undo } from "./undo.js";
import { tell } from "./told.js";

const whole = (number) => number.toLocaleString("vi-VN");

export function start() {
  for (const form of document.querySelectorAll("form.cluster")) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      merge(form);
    });
    form.addEventListener("input", () => reset(form));
  }
  const done = sessionStorage.getItem("tonghop.merge");
  if (!done) return;
  sessionStorage.removeItem("tonghop.merge");
  const { count, to, batch } = JSON.parse(done);
  tell(`Đã gộp ${whole(count)} chỗ thành “${to}”.`, {
    seconds: 30,
    act: ["Hoàn tác", () => undo({ batch }).then((fine) => fine && location.reload())],
  });
}

function reset(form) {
  delete form.dataset.seal;
  form.querySelector("button").textContent = "Xem trước…";
  form.querySelector(".preview").textContent = "";
}

async function merge(form) {
  const given = new FormData(form);
  const wish = { layer: form.dataset.layer, names: given.getAll("names"), to: given.get("to") };
  const problem = form.querySelector(".problem");
  problem.textContent = "";
  try {
    const seal = form.dataset.seal;
    const { status, data } = await ask("/api/v1/clusters", seal ? { ...wish, seal } : wish);
    if (status !== 200) {
      reset(form);
      problem.textContent = data.message || "Chưa gộp được; hãy xem lại các tên đã chọn.";
    } else if (seal) {
      sessionStorage.setItem("tonghop.merge", JSON.stringify(data));
      location.reload();
    } else {
      form.dataset.seal = data.seal;
      form.querySelector("button").textContent = "Gộp";
      form.querySelector(".preview").textContent = `${whole(data.count)} chỗ trong ${whole(data.reports)} báo cáo sẽ mang tên “${data.to}”.`;
    }
  } catch (error) {
    if (!(error instanceof Away)) throw error;
    problem.textContent = "Máy chủ chưa trả lời nên chưa gộp gì; hãy thử lại.";
  }
}
