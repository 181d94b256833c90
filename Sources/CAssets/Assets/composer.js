// Counts the segments of a reply, or of a first text, while it is typed, as the server counts them (3GPP TS 23.038 and 23.040).
const basic = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§" +
    "¿abcdefghijklmnopqrstuvwxyzäöñüà",
);
const extended = new Set("\f^{}\\[~]|€");
// Typographic signs that are sent as plain ones where that saves segments.
const plain = new Map([
  ["‘", "'"], ["’", "'"], ["‚", "'"], ["‛", "'"], ["“", '"'], ["”", '"'], ["„", '"'], ["–", "-"], ["—", "-"],
  ["‐", "-"], ["‑", "-"], ["−", "-"], ["…", "..."], ["\u00a0", " "], ["\u2009", " "], ["\u202f", " "],
]);

function septets(character) {
  return basic.has(character) ? 1 : extended.has(character) ? 2 : 0;
}

function fill(characters, width, limit) {
  let segments = 1;
  let used = 0;
  for (const character of characters) {
    const units = width(character);
    if (used + units > limit) {
      segments += 1;
      used = 0;
    }
    used += units;
  }
  return segments;
}

function count(text) {
  const characters = [...text];
  if (characters.every((character) => septets(character) > 0)) {
    const units = characters.reduce((sum, character) => sum + septets(character), 0);
    return units <= 160 ? 1 : fill(characters, septets, 153);
  }
  return text.length <= 70 ? 1 : fill(characters, (character) => character.length, 67);
}

function segments(typed) {
  const text = typed.trim().normalize("NFC");
  const simple = [...text].map((character) => plain.get(character) ?? character).join("");
  return Math.min(count(text), count(simple));
}

// What this script writes, in the page's language.
const words = document.body.dataset;
const field = document.getElementById("reply") ?? document.getElementById("start-text");
const output = document.getElementById("segments");
const cost = document.getElementById("cost");

// As the server writes it: a price in millionths, without zeros at the end.
function estimate(number) {
  const sum = (number * Number(cost.dataset.price)) / 1_000_000;
  return words.wordsAbout.replace("{sum}", `${sum.toFixed(6).replace(/\.?0+$/, "")} ${cost.dataset.currency}`);
}
if (field && output) {
  const show = () => {
    const number = segments(field.value);
    const shown = number === 1 ? words.wordsSegment : words.wordsSegments.replace("{n}", number);
    if (output.textContent !== shown) output.textContent = shown;
    if (cost) cost.textContent = estimate(number);
  };
  field.addEventListener("input", show);
  show();
  // Control or Command with Enter sends, as in most mail programs.
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) field.form.requestSubmit();
  });
  field.form.addEventListener("submit", () => {
    for (const button of field.form.querySelectorAll("button")) button.disabled = true;
  });
  window.addEventListener("pageshow", () => {
    for (const button of field.form.querySelectorAll("button")) button.disabled = false;
  });
}
