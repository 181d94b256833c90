// Keeps what is typed and not sent yet in this browser, session by session, until it is sent or its writer signs out.
const { me } = document.body.dataset;
const prefix = "casewire:draft:";
const signedOut = "casewire:signed-out";
const longest = 7 * 24 * 3600 * 1000;
const session = document.querySelector("main[data-session]")?.dataset.session;
const field = document.getElementById("reply");
const note = document.getElementById("draft-note");
const name = prefix + session;
let isOver = false;

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

function forget(isWanted) {
  const keys = Object.keys(localStorage).filter((key) => key.startsWith(prefix));
  for (const key of keys) if (!isWanted(read(key))) localStorage.removeItem(key);
}

function keep(draft) {
  if (isOver) return;
  try {
    if (draft.text.trim() === "") localStorage.removeItem(name);
    else localStorage.setItem(name, JSON.stringify({ ...draft, me, at: Date.now() }));
  } catch {
    // The store is full: the text stays on the page alone.
  }
}

function restore(key) {
  const kept = read(name);
  if (field.value !== "") {
    // It came back with the page, which says why it was not sent.
    keep({ text: field.value, key: key.value, isSent: false });
    return;
  }
  if (!kept) return;
  // The page after sending: what was sent is no draft any more.
  const [visit] = performance.getEntriesByType("navigation");
  if (kept.isSent && location.hash === "#latest" && visit?.type === "navigate") {
    localStorage.removeItem(name);
    return;
  }
  field.value = kept.text;
  note.textContent = document.body.dataset.wordsPutBack;
  if (kept.isSent) {
    // With the same key the server sends it once, however often it comes.
    key.value = kept.key;
    note.textContent = document.body.dataset.wordsMaybeSent;
  }
}

function watch() {
  const { key } = field.form.elements;
  const fresh = key.value;
  restore(key);
  field.addEventListener("input", () => {
    key.value = fresh;
    note.textContent = "";
    keep({ text: field.value, key: fresh, isSent: false });
  });
  field.form.addEventListener("submit", (event) => {
    if (event.submitter?.id === "insert-template") return;
    keep({ text: field.value, key: key.value, isSent: true });
  });
}

try {
  // Nothing of a customer is left to whoever uses the browser next.
  document.querySelector('form[action="/sign-out"]')?.addEventListener("submit", () => {
    isOver = true;
    forget(() => false);
    localStorage.setItem(signedOut, String(Date.now()));
  });
  addEventListener("storage", (event) => {
    if (event.key === signedOut) isOver = true;
  });
  if (me) forget((draft) => draft?.me === me && Date.now() - draft.at < longest);
  if (me && session && field && note) watch();
} catch {
  // The browser keeps nothing for this site.
}
