// Shows moments in the viewer's own time zone; the title keeps UTC.
const today = new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit" });
const year = new Intl.DateTimeFormat(undefined, { month: "short", day: "numeric", hour: "numeric", minute: "2-digit" });
const older = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

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
