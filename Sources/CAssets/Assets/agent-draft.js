// Takes the agent's draft into the reply, where a person changes and sends it; without this script a link does.
const field = document.getElementById("reply");

document.addEventListener("click", (event) => {
  const use = event.target.closest?.("[data-use-draft]");
  const draft = document.getElementById("agent-draft-text");
  if (!use || !draft || !field) return;
  event.preventDefault();
  const typed = field.value.trim();
  field.value = typed ? `${typed}\n\n${draft.textContent}` : draft.textContent;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
});
