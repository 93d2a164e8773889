// The form in a row: filled from the row, kept as a draft while one types, sent as what differs.

import { dropDraft, draftOf, keepDraft } from "./drafts.js";
import { decide, keyOf, on } from "./saving.js";
import { tell } from "./told.js";

const place = (row) => ({ report: row.dataset.report, layer: row.dataset.layer, row: row.dataset.row });

export const isOpen = (row) => Boolean(row.querySelector(".editor"));

export function openEditor(row, problem = "") {
  if (isOpen(row)) return row.querySelector(".editor input, .editor textarea").focus();
  const template = document.getElementById(`editor-${row.dataset.layer}`);
  const form = template.content.firstElementChild.cloneNode(true);
  const known = { ...JSON.parse(row.dataset.fields), comment: row.dataset.comment };
  for (const box of boxes(form)) {
    fill(box, known[box.name] ?? "");
    box.dataset.was = box.value;
  }
  restore(row, form);
  if (problem) show(form, problem);
  row.append(form);
  said(row, true);
  listen(row, form);
  form.querySelector("input, select, textarea").focus();
  row.scrollIntoView({ block: "nearest" });
}

/** Tell the rest of the page that a row is being edited, or not any more. */
function said(row, open) {
  document.dispatchEvent(new CustomEvent("tonghop:editing", { detail: { row, open } }));
}

export function closeEditor(row) {
  if (isOpen(row)) said(row, false);
  row.querySelector(".editor")?.remove();
  // Keys speak of the current row, so that is where one goes on from the head of a report.
  const next = row.classList.contains("row") ? row : (document.querySelector("#rows .current") ?? row);
  next.focus({ preventScroll: true });
}

const boxes = (form) => [...form.querySelectorAll("input, select, textarea")];

function fill(box, value) {
  if (box.tagName === "SELECT" && value && ![...box.options].some((option) => option.value === value)) {
    box.add(new Option(value));
  }
  box.value = value;
}

function restore(row, form) {
  const draft = draftOf(keyOf(place(row)));
  if (!draft) return;
  const note = form.querySelector(".draft");
  for (const box of boxes(form)) if (box.name in draft.typed) fill(box, draft.typed[box.name]);
  const old = draft.version !== Number(row.dataset.version);
  note.textContent = old
    ? "Đã lấy lại bản nháp chưa lưu; dòng này đã được sửa từ lúc đó, hãy so với các giá trị ở trên."
    : "Đã lấy lại bản nháp chưa lưu.";
  note.hidden = false;
  mark(form);
}

function listen(row, form) {
  form.addEventListener("input", () => {
    mark(form);
    keep(row, form);
  });
  form.addEventListener("keydown", (event) => {
    // Enter while a word is being composed belongs to the input method.
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      closeEditor(row);
    } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      save(row, form, row.dataset.layer === "checks" ? null : "accept");
    } else if (event.key === "Enter" && event.target.tagName === "INPUT") {
      event.preventDefault();
      save(row, form, null);
    }
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    save(row, form, event.submitter?.value === "accept" ? "accept" : null);
  });
  form.querySelector(".cancel").addEventListener("click", () => {
    if (Object.keys(typed(form)).length) {
      const key = keyOf(place(row));
      const draft = draftOf(key);
      tell("Đã bỏ những gì vừa nhập.", { act: ["Lấy lại", () => draft && keepDraft(key, draft) && openEditor(row)] });
      dropDraft(key);
    }
    closeEditor(row);
  });
}

/** Box name -> its value, of those that differ from the row. */
function typed(form) {
  return Object.fromEntries(
    boxes(form).filter((box) => box.value !== box.dataset.was).map((box) => [box.name, box.value]),
  );
}

function mark(form) {
  for (const box of boxes(form)) box.closest(".field").classList.toggle("touched", box.value !== box.dataset.was);
}

function keep(row, form) {
  const key = keyOf(place(row));
  const now = typed(form);
  if (!Object.keys(now).length) return dropDraft(key);
  if (!keepDraft(key, { version: Number(row.dataset.version), typed: now })) {
    show(form, "Trình duyệt không giữ được bản nháp; hãy lưu sớm.");
  }
}

function save(row, form, verdict) {
  const { comment, ...fields } = typed(form);
  const body = { ...place(row), version: Number(row.dataset.version), fields, vietnamese: true };
  if (comment !== undefined) body.comment = comment;
  if (verdict) body.verdict = verdict;
  if (!verdict && comment === undefined && !Object.keys(fields).length) return closeEditor(row);
  const state = row.querySelector(".state");
  state.textContent = "Đang lưu…";
  state.hidden = false;
  state.dataset.state = "waiting";
  closeEditor(row);
  decide(body);
}

function show(form, words) {
  const line = form.querySelector(".problem");
  line.textContent = words;
  line.hidden = false;
}

// A draft goes only when the server has what it says.
on("saved", (item) => {
  const { fields = {}, comment } = item.body;
  if (Object.keys(fields).length || comment !== undefined) dropDraft(keyOf(item.body));
});
