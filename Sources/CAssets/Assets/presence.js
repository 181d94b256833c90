// Tells colleagues that somebody looks at this session or writes in it; the server forgets it soon after the last word.
const page = document.querySelector("main[data-session]");
const field = document.getElementById("reply");
const token = document.querySelector('input[name="form_token"]')?.value;
const every = 20_000;
const pause = 8_000;
let typedAt = 0;
let said = "";

function tell(state) {
  said = state;
  const body = new URLSearchParams({ form_token: token, state });
  fetch(`/sessions/${page.dataset.session}/presence`, { method: "POST", body, keepalive: true }).catch(() => {});
}

function now() {
  return field?.value && Date.now() - typedAt < pause ? "typing" : "looking";
}

if (page && token) {
  const tellIfNew = () => {
    if (!document.hidden && said !== now()) tell(now());
  };
  if (!document.hidden) tell("looking");
  setInterval(() => {
    if (!document.hidden) tell(now());
  }, every);
  field?.addEventListener("input", () => {
    typedAt = Date.now();
    tellIfNew();
    setTimeout(tellIfNew, pause + 100);
  });
  document.addEventListener("visibilitychange", () => tell(document.hidden ? "gone" : now()));
  addEventListener("pagehide", () => tell("gone"));
}
