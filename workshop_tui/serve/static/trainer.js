// A trainer's page: six buttons. A press carries what was seen; its answer is said in words; a half-typed note is kept
// on this device and by the server until the server has taken it.

import { ends, figures, fill, floor, left, now, setClock, show, timeOfDay, urgency, words } from "./clock.js";
import { follow, stayAwake } from "./link.js";

const element = (id) => document.getElementById(id);
const secret = location.pathname.split("/")[2];
let view = JSON.parse(element("view").textContent);
let seenAt = performance.now();
let busy = false;
let answered = null; // the press that was refused for what another did: the same again is meant
let signalled = view.signal?.number ?? 0;

// ── who ──────────────────────────────────────────────────────────────────────────────────────────────────
const store = (name) => `workshop-tui:${view.session}:${name}`;
const recall = (name) => {
  try {
    return localStorage.getItem(store(name)) ?? "";
  } catch {
    return ""; // storage is turned off: the server keeps it, then
  }
};
const remember = (name, value) => {
  try {
    if (value) localStorage.setItem(store(name), value);
    else localStorage.removeItem(store(name));
  } catch {
    // see above
  }
};
const who = element("as");
let by = document.body.dataset.by;
const chosen = recall("as");
if (who) {
  who.disabled = false;
  if ([...who.options].some((one) => one.value === chosen)) by = who.value = chosen;
  who.addEventListener("change", () => {
    by = who.value;
    remember("as", by);
    link.reopen();
  });
}

// ── what is shown ────────────────────────────────────────────────────────────────────────────────────────
function draw() {
  const seconds = left(view);
  show("title", view.live ?? words.nothing_live);
  show("minutes", figures(seconds));
  show("ends", ends(view, seconds, false));
  show("block", view.block);
  show("leads", view.leads);
  show("then", view.then);
  show("floor", floor(view));
  element("speak").hidden = !view.following;
  show("following", view.following?.words ?? "");
  show("pause-words", view.mode === "paused" ? words.resume : words.pause);
  show("trouble", view.trouble ? fill(words.unkept, { why: view.trouble }) : "");
  document.body.dataset.urgency = urgency(view, seconds);
  document.body.dataset.mode = view.mode;
  entitle();
}

function say(text, bad = false) {
  show("answer", text);
  element("answer").dataset.bad = bad ? "1" : "0";
}

function takes(told) {
  const moved = told.seen !== view.seen;
  if (moved) {
    seenAt = performance.now();
    if (!busy) closeQuestion();
  }
  view = told;
  if (moved && !busy) say(view.last); // while a press is on its way, its answer is said
  const given = view.signal;
  if (given && given.number > signalled && given.by !== by) {
    signalled = given.number;
    show("signalled", given.words);
    navigator.vibrate?.(200);
    setTimeout(() => show("signalled", ""), 30000);
  }
  draw();
}

// ── presses ──────────────────────────────────────────────────────────────────────────────────────────────
async function send(name, body, key = "") {
  const headers = { Authorization: `Bearer ${secret}`, "Content-Type": "application/json" };
  if (key) headers["Idempotency-Key"] = key;
  const answer = await fetch(`/api/${name}?lang=${words.language}`, {
    method: "POST", headers, body: JSON.stringify({ as: by, ...body }), credentials: "omit",
  });
  return { status: answer.status, told: await answer.json() };
}

const fresh = () => [...crypto.getRandomValues(new Uint32Array(4))].map((one) => one.toString(16)).join("");

async function press(name, body = {}, more = {}) {
  if (busy) return;
  busy = true;
  const stood = Math.round(performance.now() - seenAt);
  const again = answered === name + JSON.stringify(body);
  answered = null;
  closeQuestion();
  say(words.sending);
  try {
    const { status, told } = await send(name, { ...body, seen: view.seen, stood_ms: stood, ask: true, again, ...more }, fresh());
    if (status === 200) {
      view.seen = told.seen;
      seenAt = -1e9; // one's own
      say(told.did);
    } else {
      if (status === 409) answered = name + JSON.stringify(body);
      if (told.seen !== undefined) view.seen = told.seen; // it is told here, so it is seen
      say(told.why, true);
      if (told.ask) ask(told.ask, () => press(name, body, told.take ? { take: true } : { again: true }));
    }
  } catch {
    say(words.not_sent, true);
  } finally {
    busy = false;
    draw();
  }
}

let meant = null;
function ask(question, yes) {
  show("question", question);
  meant = yes;
  element("asking").hidden = false;
  element("yes").focus();
}
function closeQuestion() {
  element("asking").hidden = true;
  meant = null;
}
element("yes").addEventListener("click", () => meant?.());
element("no").addEventListener("click", closeQuestion);

element("next").addEventListener("click", () => press("next"));
element("extend").addEventListener("click", () => press("extend", { minutes: 5 }));
element("pause").addEventListener("click", () => press(view.mode === "paused" ? "resume" : "pause"));
element("speak").addEventListener("click", () => press("speak", { speaker: view.following.key }));
element("hand").addEventListener("click", () => press("hand"));
for (const id of ["next", "speak", "extend", "pause", "note", "hand", "signal"]) element(id).disabled = false;

// ── signals ──────────────────────────────────────────────────────────────────────────────────────────────
function open(button, panel, isOpen) {
  element(panel).hidden = !isOpen;
  element(button).setAttribute("aria-expanded", String(isOpen));
}
element("signal").addEventListener("click", () => open("signal", "signalling", element("signalling").hidden));
for (const one of document.querySelectorAll("[data-signal]")) {
  one.addEventListener("click", async () => {
    open("signal", "signalling", false);
    say(words.sending);
    try {
      const { status, told } = await send("signal", { signal: one.dataset.signal }, fresh());
      say(status === 200 ? told.did : told.why, status !== 200);
    } catch {
      say(words.not_sent, true);
    }
  });
}

// ── the note ─────────────────────────────────────────────────────────────────────────────────────────────
const text = element("text");
const kept = (json) => {
  try {
    return JSON.parse(json) ?? {};
  } catch {
    return {};
  }
};
let draft = kept(recall("draft"));
if (!draft.text) {
  const served = by === document.body.dataset.by ? kept(document.body.dataset.draft) : {};
  draft = served.text ? { text: served.text, began: served.began, segment: served.segment } : {};
}
text.value = draft.text ?? "";
let keeping = 0;

function keepDraft() {
  if (!text.value.trim()) draft = {};
  else if (!draft.began) draft = { began: new Date(Math.floor(now() / 1000) * 1000).toISOString(), segment: view.segment };
  if (text.value.trim()) draft.text = text.value;
  remember("draft", draft.text ? JSON.stringify(draft) : "");
  clearTimeout(keeping);
  keeping = setTimeout(() => {
    const { text: typed = "", began, segment } = draft;
    send("draft", { text: typed, began, segment }).catch(() => {}); // this device has it
  }, 800);
  entitle();
}

function entitle() {
  if (!draft.began) return;
  const title = draft.title ?? view.live ?? "";
  draft.title = title;
  show("note-of", fill(words.note_of, { time: timeOfDay(Date.parse(draft.began)), title }));
}

async function keepNote() {
  if (busy || !text.value.trim()) return;
  keepDraft();
  clearTimeout(keeping);
  draft.sending = true; // once the link is back, if it is lost
  remember("draft", JSON.stringify(draft));
  busy = true;
  say(words.sending);
  try {
    const { text: typed, began, segment } = draft;
    const { status, told } = await send("note", { text: typed, began, ...(segment ? { segment } : {}) });
    if (status === 200) {
      text.value = "";
      draft = {};
      remember("draft", "");
      open("note", "noting", false);
      say([told.did, ...told.remarks].join(" "));
    } else {
      draft.sending = false;
      remember("draft", JSON.stringify(draft));
      say(told.why, true);
    }
  } catch {
    say(words.kept_here, true);
    link.breaks(); // it may seem to be there: it is sent once that is heard anew
  } finally {
    busy = false;
  }
}

element("note").addEventListener("click", () => {
  open("note", "noting", element("noting").hidden);
  if (!element("noting").hidden) text.focus();
});
text.addEventListener("input", keepDraft);
element("leave").addEventListener("click", () => open("note", "noting", false));
element("noting").addEventListener("submit", (event) => {
  event.preventDefault();
  keepNote();
});

const sendWaiting = () => draft.sending && keepNote();
setClock(view.clock);
draw();
setInterval(draw, 250);
if (draft.text) open("note", "noting", true);
const link = follow(
  () => `${location.pathname}/events?lang=${words.language}&as=${encodeURIComponent(by)}`, "trainer", takes, sendWaiting,
);
sendWaiting();
stayAwake();
