// Requests to our own server. Knows its answers and its token, nothing of rows.

let token = document.querySelector('meta[name="csrf"]').content;

/** The server cannot be reached, or cannot write now: what was asked may be asked again. */
export class Away extends Error {}

/** The address as JSON; with a body, that is posted. {status, data}. Throws Away, also where one has to sign in. */
export async function ask(address, body, method = body === undefined ? "GET" : "POST") {
  let answer = await send(address, body, method);
  if (answer.status === 403 && answer.data.code === "wrong_token" && (await renewed())) {
    answer = await send(address, body, method);
  }
  const out = answer.data.code === "sign_in";
  if (out || answer.status >= 500 || answer.status === 429) throw new Away(answer.data.message || "");
  return answer;
}

/** The HTML of an address of ours, or null where there is none. Throws Away. */
export async function fragment(address) {
  const page = await wholePage(address);
  return page && document.adoptNode(page.body.firstElementChild);
}

/** The page at an address of ours as a document of its own, or null where there is none. Throws Away. */
export async function wholePage(address) {
  const answer = await reached(address, { headers: { accept: "text/html" } });
  if (answer.status >= 500) throw new Away("");
  return answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
}

/** A new token where the server was started anew meanwhile; whether there is one. */
async function renewed() {
  const answer = await reached(location.href, {});
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const found = page.querySelector('meta[name="csrf"]');
  if (!answer.ok || !found || found.content === token) return false;
  token = found.content;
  return true;
}

/** What a request that changes something must carry. */
export function credentials() {
  return { "x-csrf-token": token };
}

async function send(address, body, method) {
  const how = { method, headers: method === "GET" ? {} : credentials() };
  if (body !== undefined) {
    how.headers["content-type"] = "application/json";
    how.body = JSON.stringify(body);
  }
  const answer = await reached(address, how);
  let data = {};
  try {
    data = await answer.json();
  } catch {
    data = {};
  }
  return { status: answer.status, data: data ?? {} };
}

async function reached(address, how) {
  try {
    return await fetch(address, { credentials: "same-origin", ...how });
  } catch {
    throw new Away("");
  }
}
