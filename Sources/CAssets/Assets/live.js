// Keeps the page as the server has it: rows of lists are replaced as they come, other parts are read again.
// The words are those that this script writes, in the page's language.
const { worker, cursor, me, ...words } = document.body.dataset;
const list = document.getElementById("session-list");
const session = document.querySelector("main[data-session]")?.dataset.session;
const status = document.getElementById("live-status");
const refreshes = document.querySelector("main[data-refresh]") !== null;

function announceReplaced(element) {
  element.dispatchEvent(new CustomEvent("casewire:replaced", { bubbles: true }));
}

function showStatus(text) {
  if (!status) return;
  status.hidden = text === "";
  if (status.textContent !== text) status.textContent = text;
}

function parse(html) {
  return new DOMParser().parseFromString(html, "text/html");
}

function placeRow({ id, state, row }) {
  if (!list) return;
  const old = list.querySelector(`[data-session="${CSS.escape(id)}"]`);
  if (list.dataset.only && list.dataset.only !== state) {
    old?.remove();
    return;
  }
  const fresh = document.adoptNode(parse(row).querySelector("li"));
  if (!fresh) return;
  const isSnoozed = fresh.dataset.snoozed !== undefined;
  if (isSnoozed && list.dataset.grows !== undefined) {
    old?.remove();
    return;
  }
  // A row is the same for everybody; how far this person has seen it, the page knows.
  fresh.dataset.seen = old?.dataset.seen ?? "0";
  fresh.classList.toggle(
    "unseen", state === "handed_off" && !isSnoozed && Number(fresh.dataset.position) > Number(fresh.dataset.seen),
  );
  const pick = fresh.querySelector(".pick");
  if (list.dataset.picks === undefined) pick?.remove();
  else if (pick) pick.checked = old?.querySelector(".pick")?.checked ?? false;
  const others = old?.querySelector(".presence")?.textContent;
  if (others) fresh.querySelector(".presence").textContent = others;
  const hadFocus = old?.contains(document.activeElement);
  if (list.dataset.grows !== undefined) {
    old?.remove();
    list.prepend(fresh);
    document.getElementById("nothing")?.remove();
  } else if (old) {
    old.replaceWith(fresh);
  } else {
    return;
  }
  if (hadFocus) fresh.querySelector("a")?.focus({ preventScroll: true });
  announceReplaced(fresh);
}

// Between press and release of a button its element must stay, or the browser gives no click.
let isPressed = false;
let afterRelease = [];

function release() {
  isPressed = false;
  const waiting = afterRelease;
  afterRelease = [];
  for (const work of waiting) work();
}

function whenReleased(work) {
  if (isPressed) afterRelease.push(work);
  else work();
}

for (const name of ["pointerdown", "keydown"]) {
  addEventListener(name, () => { isPressed = true; }, { capture: true });
}
// The click follows the release, so that what waited comes after both. A menu or another window may keep the release.
for (const name of ["pointerup", "pointercancel", "keyup", "contextmenu"]) {
  addEventListener(name, () => setTimeout(release), { capture: true });
}
addEventListener("blur", release);

// What the server last sent for each part: scripts change what is shown, so that the page itself cannot be compared.
const sent = new Map([...document.querySelectorAll("[data-live]")].map((part) => [part.id, part.innerHTML]));

// What somebody chose or typed and has not sent yet stays while the page around it is brought up to date.
function keepEntered(part, fresh) {
  for (const field of part.querySelectorAll("select[id], textarea[id], input[id]")) {
    const same = fresh.querySelector(`#${CSS.escape(field.id)}`);
    if (!same) continue;
    if (field.type === "checkbox" || field.type === "radio") {
      if (field.checked !== field.defaultChecked) same.checked = field.checked;
    } else if (field.tagName === "SELECT") {
      if ([...field.options].some((option) => option.selected !== option.defaultSelected)) same.value = field.value;
    } else if (field.value !== field.defaultValue) {
      same.value = field.value;
    }
  }
}

function replacePart(part, fresh) {
  const html = fresh.innerHTML;
  if (sent.get(part.id) === html) return;
  sent.set(part.id, html);
  const opened = new Set([...part.querySelectorAll("details[open][data-keep]")].map((item) => item.dataset.keep));
  for (const item of fresh.querySelectorAll("details[data-keep]")) item.open = opened.has(item.dataset.keep);
  const picked = new Set([...part.querySelectorAll(".pick:checked")].map((pick) => pick.value));
  for (const pick of fresh.querySelectorAll(".pick")) pick.checked = picked.has(pick.value);
  keepEntered(part, fresh);
  const focused = part.contains(document.activeElement) ? document.activeElement : null;
  const label = focused?.textContent;
  part.replaceChildren(...[...fresh.childNodes].map((node) => document.adoptNode(node)));
  if (focused) {
    const same = [...part.querySelectorAll(focused.tagName)].find((element) => element.textContent === label);
    same?.focus({ preventScroll: true });
  }
  announceReplaced(part);
}

let isReading = false;
let isStale = false;

async function refresh() {
  if (isReading) {
    isStale = true;
    return;
  }
  isReading = true;
  try {
    const answer = await fetch(location.href, {
      headers: { accept: "text/html", "casewire-looking": document.hidden ? "no" : "yes" },
    });
    if (answer.redirected || answer.status === 401) return showStatus(words.wordsSignedOut);
    if (!answer.ok) return showStatus(words.wordsReload);
    const page = parse(await answer.text());
    document.title = page.title;
    for (const part of document.querySelectorAll("[data-live]")) {
      const fresh = page.getElementById(part.id);
      if (fresh) whenReleased(() => replacePart(part, fresh));
    }
  } catch {
    showStatus(words.wordsLate);
  } finally {
    isReading = false;
    if (isStale) {
      isStale = false;
      setTimeout(refresh, 300);
    }
  }
}

function names(people, one, several) {
  if (people.length === 0) return [];
  return [(people.length === 1 ? one : several).replace("{names}", people.map((person) => person.email).join(", "))];
}

// As the server words it (Presence.words).
function showPresence({ id, people }) {
  const others = people.filter((person) => person.email !== me);
  const shown = [
    ...names(others.filter((person) => person.typing), words.wordsIsTyping, words.wordsAreTyping),
    ...names(others.filter((person) => !person.typing), words.wordsIsLooking, words.wordsAreLooking),
  ].join("; ");
  const place = session === id
    ? document.getElementById("presence")
    : list?.querySelector(`[data-session="${CSS.escape(id)}"] .presence`);
  if (place && place.textContent !== shown) place.textContent = shown;
}

let filterTimer = 0;

function receive(message) {
  switch (message.name) {
    case "session":
      whenReleased(() => placeRow(message.data));
      if (session === message.data.id || refreshes) refresh();
      else if (list?.dataset.grows !== undefined || list?.dataset.reread !== undefined) {
        clearTimeout(filterTimer);
        filterTimer = setTimeout(refresh, 1000);
      }
      break;
    case "presence":
      showPresence(message.data);
      break;
    case "reset":
      if (list && !session) location.reload();
      else refresh();
      break;
    case "connected":
      showStatus("");
      break;
    case "waiting":
      showStatus(words.wordsReconnecting);
      break;
    case "closed":
      showStatus(words.wordsStopped);
      break;
  }
}

function listenAlone() {
  const source = new EventSource(`/events?after=${encodeURIComponent(cursor)}`);
  for (const name of ["session", "presence", "reset"]) {
    source.addEventListener(name, (event) => receive({ name, data: JSON.parse(event.data) }));
  }
  source.addEventListener("open", () => receive({ name: "connected" }));
  source.addEventListener("error", () => {
    receive({ name: source.readyState === EventSource.CLOSED ? "closed" : "waiting" });
  });
}

function listenTogether() {
  const { port } = new SharedWorker(worker, { name: `casewire-events-${document.documentElement.lang}`, type: "module" });
  port.addEventListener("message", ({ data }) => receive(data));
  port.start();
  port.postMessage({ name: "hello", cursor });
  window.addEventListener("pagehide", () => port.postMessage({ name: "goodbye" }));
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
}

// What came while nobody looked is seen now.
document.addEventListener("visibilitychange", () => {
  if (session && !document.hidden) refresh();
});

if (worker && (list || session || refreshes)) {
  if (typeof SharedWorker === "function") listenTogether();
  else listenAlone();
}
