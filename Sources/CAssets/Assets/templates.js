// Puts a template, filled for this session, where one writes. Without this script its button sends the form, and the page
// comes back with the text in it.
const field = document.getElementById("reply");
const select = document.getElementById("template");
const button = document.getElementById("insert-template");
const session = document.querySelector("main[data-session]")?.dataset.session;

async function filled(template) {
  const answer = await fetch(`/sessions/${session}/templates/${template}`, { headers: { accept: "application/json" } });
  if (!answer.ok || answer.redirected) throw new Error(`It was answered with ${answer.status}.`);
  return (await answer.json()).text;
}

function put(text, start, end) {
  field.setRangeText(text, start, end, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
}

// “/shortcut” and a space, before the caret.
async function expand() {
  const caret = field.selectionStart;
  const typed = field.value.slice(0, caret).match(/(?:^|\s)\/([a-z0-9-]{1,20})\s$/i);
  if (!typed) return;
  const shortcut = typed[1].toLowerCase();
  const option = [...select.options].find((one) => one.dataset.shortcut === shortcut);
  if (!option) return;
  const before = field.value;
  const text = await filled(option.value);
  // Whoever typed on meanwhile keeps what they typed.
  if (field.value === before) put(text, caret - shortcut.length - 2, caret);
}

if (field && select && button && session) {
  let isLeftToServer = false;
  button.addEventListener("click", async (event) => {
    if (isLeftToServer) return;
    event.preventDefault();
    try {
      const text = await filled(select.value);
      const start = field.selectionStart;
      const gap = start > 0 && !/\s$/.test(field.value.slice(0, start)) ? " " : "";
      put(gap + text, start, field.selectionEnd);
    } catch {
      isLeftToServer = true;
      button.form.requestSubmit(button);
    }
  });
  field.addEventListener("input", () => {
    expand().catch(() => {});
  });
}
