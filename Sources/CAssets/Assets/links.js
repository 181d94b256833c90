// Copies a link that was just made. Without the right to do so the link is marked, to be copied by hand.
const link = document.getElementById("shared-link");
const button = document.getElementById("copy-link");

if (link && button) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    link.select();
    try {
      await navigator.clipboard.writeText(link.value);
      button.textContent = button.dataset.wordsCopied;
    } catch {
      button.textContent = button.dataset.wordsByHand;
    }
  });
}
