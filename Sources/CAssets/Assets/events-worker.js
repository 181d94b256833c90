// Holds the one event stream that all tabs of this browser share, and hands each event to each tab.
const memory = 256;
const ports = new Set();
const recent = [];
let source = null;
let firstCursor = null;

function broadcast(message) {
  for (const port of ports) port.postMessage(message);
}

function remember(event, name) {
  const message = { name, id: event.lastEventId, data: JSON.parse(event.data) };
  recent.push(message);
  if (recent.length > memory) recent.shift();
  broadcast(message);
}

function open(cursor) {
  firstCursor = cursor;
  recent.length = 0;
  source = new EventSource(`/events?after=${encodeURIComponent(cursor)}`);
  for (const name of ["session", "presence"]) source.addEventListener(name, (event) => remember(event, name));
  source.addEventListener("reset", (event) => {
    // What was remembered does not lead up to what follows.
    firstCursor = event.lastEventId;
    recent.length = 0;
    broadcast({ name: "reset", data: {} });
  });
  source.addEventListener("open", () => broadcast({ name: "connected" }));
  source.addEventListener("error", () => {
    broadcast({ name: source.readyState === EventSource.CLOSED ? "closed" : "waiting" });
    if (source.readyState === EventSource.CLOSED) source = null;
  });
}

function place(cursor) {
  const [epoch, number] = cursor.split("-");
  return { epoch, number: Number(number) };
}

// A tab was rendered at its cursor: it gets what came since, or reads again where that is not known.
function welcome(port, cursor) {
  if (!source) return open(cursor);
  const page = place(cursor);
  const oldest = recent.length === memory ? place(recent[0].id) : place(firstCursor);
  if (page.epoch !== oldest.epoch || page.number < oldest.number) {
    port.postMessage({ name: "reset", data: {} });
  } else {
    for (const message of recent) if (place(message.id).number > page.number) port.postMessage(message);
  }
  if (source.readyState === EventSource.OPEN) port.postMessage({ name: "connected" });
}

self.addEventListener("connect", (event) => {
  const port = event.ports[0];
  ports.add(port);
  port.addEventListener("message", ({ data }) => {
    if (data.name === "hello") welcome(port, data.cursor);
    if (data.name === "goodbye") {
      ports.delete(port);
      if (ports.size === 0 && source) {
        source.close();
        source = null;
      }
    }
  });
  port.start();
});
