// Short messages at the foot of the page, and dialogs that answer. Text is never markup.

const foot = document.getElementById("toasts");

/** Show words for a while. `act`: [words of a button, what it does]. */
export function tell(words, { bad = false, act = null, seconds = bad ? 10 : 5 } = {}) {
  const line = document.createElement("div");
  line.className = bad ? "toast bad" : "toast";
  line.setAttribute("role", bad ? "alert" : "status");
  line.append(words);
  if (act) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = act[0];
    button.addEventListener("click", () => {
      line.remove();
      act[1]();
    });
    line.append(button);
  }
  foot.append(line);
  while (foot.children.length > 3) foot.firstElementChild.remove();
  setTimeout(() => line.remove(), seconds * 1000);
}

/** Open a dialog; the value of the button that closed it, "" where it was left. */
export function answered(dialog) {
  return new Promise((resolve) => {
    const before = document.activeElement;
    dialog.returnValue = "";
    dialog.addEventListener(
      "close",
      () => {
        resolve(dialog.returnValue);
        if (before && before.isConnected) before.focus();
      },
      { once: true },
    );
    dialog.showModal();
  });
}

/** A made element with text in it. */
export function made(name, text = "", kind = "") {
  const element = document.createElement(name);
  element.textContent = text;
  if (kind) element.className = kind;
  return element;
}

for (const button of document.querySelectorAll("dialog .cancel")) {
  button.addEventListener("click", () => button.closest("dialog").close(""));
}
