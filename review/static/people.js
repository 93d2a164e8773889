// Coming in and going out, accounts and tokens.

import { ask } from "./net.js";

const at = (id) => document.getElementById(id);

export function start() {
  at("login")?.addEventListener("submit", signIn);
  at("sign-out")?.addEventListener("click", signOut);
  at("new-account")?.addEventListener("submit", addAccount);
  at("new-token")?.addEventListener("submit", makeToken);
  for (const button of document.querySelectorAll("[data-account] [data-save]")) {
    button.addEventListener("click", () => changeAccount(button.closest("[data-account]")));
  }
  for (const button of document.querySelectorAll("[data-token] [data-end]")) {
    const hash = button.closest("[data-token]").dataset.token;
    button.addEventListener("click", () => sent(`/api/v1/tokens/${hash}`, undefined, "DELETE"));
  }
}

async function signIn(event) {
  event.preventDefault();
  const form = event.target;
  const given = Object.fromEntries(new FormData(form));
  const button = form.querySelector("button");
  button.disabled = true;
  const told = await outcome("/api/v1/session", given, "POST");
  button.disabled = false;
  at("login-problem").textContent = told.problem;
  if (!told.problem) location.assign(form.dataset.next);
  else form.elements.password.select();
}

async function signOut() {
  await outcome("/api/v1/session", undefined, "DELETE");
  location.assign("/login");
}

async function addAccount(event) {
  event.preventDefault();
  await sent("/api/v1/accounts", Object.fromEntries(new FormData(event.target)), "POST");
}

async function changeAccount(line) {
  const set = (name) => line.querySelector(`[data-set="${name}"]`);
  const places = set("places").value.split("\n").map((text) => text.trim()).filter(Boolean);
  await sent(
    `/api/v1/accounts/${encodeURIComponent(line.dataset.account)}`,
    {
      role: set("role").value,
      active: set("active").checked,
      password: set("password").value || null,
      places: places.map((text) => (text.endsWith("/") ? ["folder", text.slice(0, -1)] : ["unit", text])),
    },
    "PATCH",
  );
}

async function makeToken(event) {
  event.preventDefault();
  const given = new FormData(event.target);
  const told = await outcome("/api/v1/tokens", { label: given.get("label"), days: Number(given.get("days")) }, "POST");
  at("made-token").textContent = told.problem || `Mã, chỉ hiện một lần này: ${told.data.token}`;
}

/** Send, then show the page as it is now, or what is wrong. */
async function sent(address, body, method) {
  const told = await outcome(address, body, method);
  at("people-problem").textContent = told.problem;
  if (!told.problem) location.reload();
}

async function outcome(address, body, method) {
  try {
    const answer = await ask(address, body, method);
    const fine = answer.status < 400;
    return { data: answer.data, problem: fine ? "" : answer.data.message || "Chưa được; hãy xem lại những gì đã nhập." };
  } catch (away) {
    return { data: {}, problem: away.message || "Không kết nối được với máy chủ; hãy thử lại." };
  }
}
