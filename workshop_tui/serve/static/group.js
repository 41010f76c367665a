// A group's page: what is left, the call back, its notes, and two buttons. A half-typed note is kept on this device until
// the server has taken it.

import { ends, figures, fill, left, now, setClock, show, timeOfDay, urgency, words } from "./clock.js";
import { follow, stayAwake } from "./link.js";

const element = (id) => document.getElementById(id);
let view = JSON.parse(element("view").textContent);
let busy = false;
let called = false;

const kept = `workshop-tui:${location.pathname}:draft`;
const recall = () => {
  try {
    return JSON.parse(localStorage.getItem(kept)) ?? {};
  } catch {
    return {}; // storage is turned off
  }
};
const remember = (draft) => {
  try {
    if (draft.text) localStorage.setItem(kept, JSON.stringify(draft));
    else localStorage.removeItem(kept);
  } catch {
    // see above
  }
};

// ── what is shown ────────────────────────────────────────────────────────────────────────────────────────
function draw() {
  const seconds = view.at_work ? left(view) : null;
  show("title", view.title);
  show("place", view.place);
  show("segment", view.segment);
  show("minutes", figures(seconds));
  show("ends", view.at_work ? ends(view, seconds, false) : "");
  show("turn", view.rounds ? fill(words.round, { round: view.round, rounds: view.rounds }) : "");
  show("done-words", view.state === "done" ? words.works : words.done);
  const back = seconds !== null && view.mode === "running" && seconds <= view.back_s;
  show("back", back ? (seconds > 0 ? words.back : words.back_over) : "");
  if (back && !called) navigator.vibrate?.(300);
  called = back;
  document.body.dataset.urgency = urgency(view, seconds);
  document.body.dataset.mode = view.mode;
  if (document.title !== view.title) document.title = view.title;
}

function drawNotes() {
  element("notes").replaceChildren(...view.notes.map((one) => {
    const line = document.createElement("li");
    line.textContent = `${timeOfDay(one.at)}  ${one.text}`; // never markup
    return line;
  }));
}

function say(text, bad = false) {
  show("answer", text);
  element("answer").dataset.bad = bad ? "1" : "0";
}

function takes(told) {
  const moved = told.told !== view.told;
  view = told;
  if (moved && !busy) say(view.told);
  draw();
  drawNotes();
}

// ── what is sent ─────────────────────────────────────────────────────────────────────────────────────────
const fresh = () => [...crypto.getRandomValues(new Uint32Array(4))].map((one) => one.toString(16)).join("");

async function send(name, body) {
  const headers = { "Content-Type": "application/json", "Idempotency-Key": fresh() };
  const where = `${location.pathname}/${name}?lang=${words.language}`;
  const answer = await fetch(where, { method: "POST", headers, body: JSON.stringify(body), credentials: "omit" });
  const told = await answer.json();
  return { good: answer.status === 200, told };
}

async function press(body) {
  if (busy) return;
  busy = true;
  say(words.sending);
  try {
    const { good, told } = await send("say", body);
    say(good ? told.did : told.why, !good);
  } catch {
    say(words.not_sent, true);
  } finally {
    busy = false;
  }
}
element("done").addEventListener("click", () => press({ state: view.state === "done" ? "working" : "done" }));
element("asks").addEventListener("click", () => press({ state: "asks", minutes: 2 }));

// ── the note ─────────────────────────────────────────────────────────────────────────────────────────────
const text = element("text");
let draft = recall();
text.value = draft.text ?? "";

function keepDraft() {
  if (!text.value.trim()) draft = {};
  else if (!draft.began) draft = { began: new Date(Math.floor(now() / 1000) * 1000).toISOString() };
  if (text.value.trim()) draft.text = text.value;
  remember(draft);
}

async function keepNote() {
  if (busy || !text.value.trim()) return;
  keepDraft();
  draft.sending = true; // once the link is back, if it is lost
  remember(draft);
  busy = true;
  say(words.sending);
  try {
    const { good, told } = await send("note", { text: draft.text, began: draft.began });
    if (good) {
      text.value = "";
      draft = {};
      remember(draft);
      say([told.did, ...told.remarks].join(" "));
    } else {
      draft.sending = false;
      remember(draft);
      say(told.why, true);
    }
  } catch {
    say(words.kept_here, true);
    link.breaks(); // it may seem to be there: it is sent once that is heard anew
  } finally {
    busy = false;
  }
}

text.addEventListener("input", keepDraft);
element("noting").addEventListener("submit", (event) => {
  event.preventDefault();
  keepNote();
});
for (const id of ["done", "asks", "keep"]) element(id).disabled = false;

const sendWaiting = () => draft.sending && keepNote();
setClock(view.clock);
draw();
drawNotes();
setInterval(draw, 250);
const link = follow(() => `${location.pathname}/events?lang=${words.language}`, "group", takes, sendWaiting);
sendWaiting();
stayAwake();
