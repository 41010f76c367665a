// The room's page: it follows, and counts by itself.

import { ends, figures, fill, floor, left, setClock, show, step, urgency, words } from "./clock.js";
import { follow, stayAwake } from "./link.js";

const query = new URLSearchParams(location.search);
let view = JSON.parse(document.getElementById("view").textContent);
let hidden = query.has("hide");
let sound = null;
let before = null;

function draw() {
  const seconds = view.timed ? left(view) : null;
  const shown = hidden ? null : seconds;
  show("title", view.title);
  show("minutes", figures(shown));
  show("ends", view.timed ? ends(view, seconds, hidden) : "");
  show("step", [floor(view), step(view, shown)].filter(Boolean).join(" · "));
  show("place", view.place);
  show("groups", view.groups.join("\n"));
  show("then", view.mode === "ended" ? words.goodbye : view.next ? fill(words.next, { title: view.next }) : "");
  show("pinned", view.pinned);
  if (document.title !== view.title) document.title = view.title;
  document.body.dataset.urgency = urgency(view, shown);
  document.body.dataset.mode = view.mode;
  if (sound && view.mode === "running" && before !== null && seconds !== null && before > 0 && seconds <= 0) ring();
  before = seconds;
}

function takes(told) {
  view = told;
  draw();
}

const hide = document.getElementById("hide");
hide?.addEventListener("click", (event) => {
  event.preventDefault();
  hidden = !hidden;
  if (hidden) query.set("hide", "1");
  else query.delete("hide");
  history.replaceState(null, "", `${location.pathname}?${query}`);
  show("hide", hidden ? words.show : words.hide);
  draw();
});
addEventListener("keydown", (event) => {
  if (event.key === "h" && !event.ctrlKey && !event.metaKey && !event.altKey) hide?.click();
});

// No sound unless it was asked for.
const toggle = document.getElementById("sound");
if (toggle) {
  toggle.hidden = false;
  show("sound", words.sound_on);
  toggle.addEventListener("click", () => {
    if (sound) sound.close();
    sound = sound ? null : new AudioContext();
    show("sound", sound ? words.sound_off : words.sound_on);
    if (sound) ring();
  });
}
function ring() {
  const tone = sound.createOscillator();
  const volume = sound.createGain();
  volume.gain.value = 0.2;
  tone.connect(volume).connect(sound.destination);
  tone.start();
  tone.stop(sound.currentTime + 0.4);
}

setClock(view.clock);
draw();
setInterval(draw, 250);
follow(() => `${location.pathname}/events?lang=${words.language}`, "room", takes);
stayAwake();
