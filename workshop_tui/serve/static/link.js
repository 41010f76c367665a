// The link of a page: events as they come, and what is said while none do.

import { setClock, show, words } from "./clock.js";

const SILENT_MS = 25000; // the server says the time every 10 s
const AGAIN_MS = 2000;

// `address` gives where events are; `takes` a view; `back` is called once the link is there again.
export function follow(address, name, takes, back = () => {}) {
  let source = null;
  let heard = Date.now();
  let lost = false;
  let again = 0;

  const tell = (text) => {
    show("link", text);
    document.body.classList.toggle("lost", text !== "");
  };
  const lose = (text = words.lost) => {
    lost = true;
    tell(text);
  };
  // What was followed is let go: a word that was on its way, or comes by a stream that still stands, would say that the
  // link is back, and nothing then that it is.
  const breaks = () => {
    source?.close();
    lose();
    later(AGAIN_MS);
  };
  const hear = (clock) => {
    heard = Date.now();
    setClock(clock);
    if (lost) {
      lost = false;
      tell("");
      back();
    }
  };
  const later = (ms) => {
    clearTimeout(again);
    again = setTimeout(open, ms + Math.random() * ms); // not all pages in the same second
  };

  function open() {
    clearTimeout(again);
    source?.close();
    source = new EventSource(address());
    heard = Date.now();
    source.addEventListener("clock", (event) => hear(JSON.parse(event.data)));
    source.addEventListener(name, (event) => {
      const view = JSON.parse(event.data);
      hear(view.clock);
      takes(view);
    });
    source.onerror = () => {
      const closed = source.readyState === EventSource.CLOSED; // refused: it does not ask again by itself
      source.close();
      lose();
      if (closed) refused();
      else later(AGAIN_MS);
    };
  }

  // Refused: too many look, or the links are others now. The view as it is, then, and again after a while.
  async function refused() {
    try {
      const answer = await fetch(`${location.pathname}/view`, { cache: "no-store" });
      if (answer.status === 200) {
        const view = await answer.json();
        setClock(view.clock);
        takes(view);
        lose(words.full);
        return later(20000);
      }
      if (answer.status === 404) {
        lose(words.over);
        return later(20000);
      }
      if (answer.status === 503) lose(words.full);
    } catch {
      // no link at all
    }
    return later(AGAIN_MS * 2);
  }

  addEventListener("offline", breaks);
  addEventListener("online", open);
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && Date.now() - heard > SILENT_MS / 2) open(); // the phone slept
  });
  setInterval(() => {
    if (Date.now() - heard > SILENT_MS) {
      lose();
      open();
    }
  }, 1000);
  open();
  return { reopen: open, isLost: () => lost, breaks };
}

export function stayAwake() {
  const ask = () => navigator.wakeLock?.request("screen").catch(() => {});
  document.addEventListener("visibilitychange", () => document.hidden || ask());
  ask();
}
