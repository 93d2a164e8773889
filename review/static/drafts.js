// What was typed and not saved yet, kept in the browser by row and the version that was seen.

const PREFIX = "tonghop.draft.";

/** {version, fields, comment} or null. */
export function draftOf(key) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + key));
  } catch {
    return null;
  }
}

/** Keep what was typed; whether there was a place for it. */
export function keepDraft(key, draft) {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

export function dropDraft(key) {
  try {
    localStorage.removeItem(PREFIX + key);
  } catch {
    // Nothing was kept.
  }
}
