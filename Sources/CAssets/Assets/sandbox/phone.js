// Shows new texts within a second and sends without leaving the page. The page works without this too.
"use strict";
const phone = document.querySelector(".phone");
const texts = document.getElementById("texts");
const scroll = document.getElementById("scroll");
const composer = document.getElementById("composer");
const body = document.getElementById("body");
const picture = document.getElementById("picture");
const attach = document.getElementById("attach");
const problem = document.getElementById("problem");
const query = new URLSearchParams({ phone: phone.dataset.phone, number: phone.dataset.number });
let shown = "";

function localTimes(root) {
    for (const time of root.querySelectorAll("time")) {
        time.textContent = new Date(time.dateTime).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
    }
}

function toEnd() { scroll.scrollTop = scroll.scrollHeight; }

// Only what is new is added, so that a screen reader says it once and a selection stays.
function show(html) {
    if (html === shown) return;
    shown = html;
    const fresh = document.createElement("template");
    fresh.innerHTML = html;
    localTimes(fresh.content);
    const wasAtEnd = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 40;
    const known = new Map(Array.from(texts.children, (item) => [item.dataset.sid, item]));
    let added = false;
    for (const item of Array.from(fresh.content.children)) {
        const old = known.get(item.dataset.sid);
        if (!old) {
            texts.append(item);
            added = true;
        } else if (old.dataset.state !== item.dataset.state) {
            old.className = item.className;
            old.dataset.state = item.dataset.state;
            old.querySelector(".state").replaceWith(item.querySelector(".state"));
        }
    }
    if (added) document.getElementById("hint")?.remove();
    if (added && wasAtEnd) toEnd();
}

let asking = false;
async function refresh() {
    if (asking || document.hidden) return;
    asking = true;
    try {
        const answer = await fetch("/phone/texts?" + query);
        if (answer.ok) show(await answer.text());
    } catch {
        // The carrier is stopped; the next second asks again.
    } finally {
        asking = false;
    }
}

function contentOf(file) {
    return new Promise((resolve, reject) => {
        const reader = new FileReader();
        reader.onload = () => resolve(reader.result);
        reader.onerror = () => reject(reader.error);
        reader.readAsDataURL(file);
    });
}

let sending = Promise.resolve();
composer.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = body.value;
    const file = picture.files[0];
    const sample = event.submitter?.value;
    if (!text.trim() && !file && !sample) return;
    body.value = "";
    picture.value = "";
    attach.classList.remove("chosen");
    fit();
    sending = sending.then(() => send(text, file, sample));
});

async function send(text, file, sample) {
    problem.textContent = "";
    try {
        const media = file ? [await contentOf(file)] : [];
        if (sample) media.push(await contentOf(await (await fetch("/phone/samples/" + sample)).blob()));
        const answer = await fetch("/sandbox/texts", {
            method: "POST",
            headers: { "Content-Type": "application/json" },
            body: JSON.stringify({ from: phone.dataset.phone, to: phone.dataset.number, body: text, media }),
        });
        if (!answer.ok) throw new Error((await answer.json()).error);
        await refresh();
        toEnd();
    } catch (error) {
        problem.textContent = error.message || "The text was not sent.";
        if (!body.value) body.value = text;
    }
}

function fit() {
    body.style.height = "auto";
    body.style.height = body.scrollHeight + 2 + "px";
}

body.addEventListener("input", fit);
body.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        composer.requestSubmit();
    }
});
picture.addEventListener("change", () => attach.classList.toggle("chosen", picture.files.length > 0));
attach.hidden = false;
localTimes(texts);
toEnd();
setInterval(refresh, 1000);
document.addEventListener("visibilitychange", refresh);
