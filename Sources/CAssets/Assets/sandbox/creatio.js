// Brings the page up to date every few seconds and leaves alone whatever somebody is busy with.
(() => {
  const seconds = 2;
  const shown = new Map();
  const parts = () => document.querySelectorAll("[data-live], [data-list] > li");
  const remember = () => parts().forEach((part) => { if (!shown.has(part.id)) shown.set(part.id, part.outerHTML); });

  // Between press and release of a button its element must stay, or the browser gives no click.
  let isPressed = false;
  for (const name of ["pointerdown", "keydown"]) addEventListener(name, () => { isPressed = true; }, true);
  for (const name of ["pointerup", "pointercancel", "keyup", "contextmenu"]) {
    addEventListener(name, () => setTimeout(() => { isPressed = false; }), true);
  }
  addEventListener("blur", () => { isPressed = false; });

  function isBusy(part) {
    if (isPressed) return true;
    const focused = document.activeElement;
    if (part.contains(focused) && focused.matches("input, select, textarea")) return true;
    return [...part.querySelectorAll("input, select, textarea")].some((field) =>
      field.tagName === "SELECT"
        ? [...field.options].some((option) => option.selected !== option.defaultSelected) && [...field.options].some((option) => option.defaultSelected)
        : field.value !== field.defaultValue || field.checked !== field.defaultChecked);
  }

  function replace(fresh) {
    const part = document.getElementById(fresh.id);
    if (!part || shown.get(fresh.id) === fresh.outerHTML || isBusy(part)) return;
    shown.set(fresh.id, fresh.outerHTML);
    part.replaceWith(document.importNode(fresh, true));
  }

  async function refresh() {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    page.querySelectorAll("[data-live]").forEach(replace);
    page.querySelectorAll("[data-list]").forEach((freshList) => {
      const list = document.getElementById(freshList.id);
      if (!list) return;
      const kept = new Set();
      let place = list.firstElementChild;
      for (const fresh of [...freshList.children]) {
        kept.add(fresh.id);
        if (document.getElementById(fresh.id)) {
          replace(fresh);
        } else {
          shown.set(fresh.id, fresh.outerHTML);
          list.insertBefore(document.importNode(fresh, true), place);
        }
        place = document.getElementById(fresh.id).nextElementSibling;
      }
      for (const old of [...list.children]) if (!kept.has(old.id) && !isBusy(old)) old.remove();
    });
  }

  remember();
  setInterval(() => { if (!document.hidden) refresh().catch(() => {}); }, seconds * 1000);
})();
