// Shows moments in the viewer's own time zone, as the page's language writes them; the title keeps UTC.
const language = document.documentElement.lang;
// English is written as the browser's own kind of it.
const locale = language === "en" || navigator.language.startsWith(language) ? undefined : language;
const today = new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit" });
const year = new Intl.DateTimeFormat(locale, { month: "short", day: "numeric", hour: "numeric", minute: "2-digit" });
const older = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });

function localize(root) {
  const now = new Date();
  for (const time of root.querySelectorAll("time[datetime]")) {
    const moment = new Date(time.dateTime);
    if (Number.isNaN(moment.getTime())) continue;
    const format =
      moment.toDateString() === now.toDateString() ? today
      : moment.getFullYear() === now.getFullYear() ? year
      : older;
    time.textContent = format.format(moment);
  }
}

localize(document);
document.addEventListener("casewire:replaced", (event) => localize(event.target));
