// Keys for those who answer all day; none of them does anything while somebody types.
const dialog = document.getElementById("shortcuts");
const opener = document.getElementById("show-shortcuts");

function isTyping(target) {
  if (!(target instanceof Element)) return false;
  if (target instanceof HTMLInputElement) return target.type !== "checkbox";
  return target.closest("textarea, select, [contenteditable]") !== null;
}

function links() {
  return [...document.querySelectorAll("#session-list .row > a")];
}

function row() {
  return document.activeElement?.closest?.("#session-list .row") ?? null;
}

function move(step) {
  const all = links();
  if (all.length === 0) return;
  const at = all.indexOf(row()?.querySelector("a"));
  const next = at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + step, 0), all.length - 1);
  all[next].focus();
  all[next].scrollIntoView({ block: "nearest" });
}

function select() {
  const pick = row()?.querySelector(".pick");
  if (pick) pick.checked = !pick.checked;
}

// On the list: what is selected, or the row in focus. On a session's page: its own button.
function act(action, button) {
  const bulk = document.getElementById("bulk");
  if (!bulk) {
    button?.click();
    return;
  }
  if (!document.querySelector(".pick:checked")) {
    const pick = row()?.querySelector(".pick");
    if (!pick) return;
    pick.checked = true;
  }
  bulk.requestSubmit(bulk.querySelector(`button[value="${action}"]`));
}

const keys = {
  j: () => move(1),
  k: () => move(-1),
  x: select,
  e: () => act("resolve", document.querySelector('.session-actions form[action$="/resolve"] button')),
  a: () => act("assign-me", document.getElementById("assign-me")),
  r: () => document.getElementById("reply")?.focus(),
  "/": () => {
    const field = document.getElementById("q");
    if (field) field.focus();
    else location.href = "/inbox";
  },
  "?": () => dialog?.showModal(),
};

if (opener && dialog) {
  opener.hidden = false;
  opener.addEventListener("click", () => dialog.showModal());
  document.getElementById("close-shortcuts")?.addEventListener("click", () => dialog.close());
}

if (dialog) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || dialog.open) return;
    if (isTyping(event.target)) return;
    const isArrow = event.key === "ArrowDown" || event.key === "ArrowUp";
    if (isArrow && !row()) return;
    const work = isArrow ? () => move(event.key === "ArrowDown" ? 1 : -1) : keys[event.key];
    if (!work) return;
    event.preventDefault();
    work();
  });
}
