// The clock of a page: what is left, worked out from instants and the server's clock, so that it is right while the link
// is lost; and the lines that tell it, with the words of the other screens.

export const words = JSON.parse(document.getElementById("words").textContent);

export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));

const counted = (name, count) => {
  const one = new Intl.PluralRules(words.language).select(count) === "one";
  return fill(words[`${name}_${one ? "one" : "many"}`], { count });
};

let base = { now: 0, speed: 1, offset_s: 0 };
let taken = Date.now();

export function setClock(clock) {
  base = clock;
  taken = Date.now(); // the wall clock: another stands still while a laptop sleeps
}

export const now = () => base.now + (Date.now() - taken) * base.speed;

export function timeOfDay(at) {
  const local = new Date(at + base.offset_s * 1000);
  const minutes = String(local.getUTCMinutes()).padStart(2, "0");
  return `${String(local.getUTCHours()).padStart(words.hour_digits, "0")}${words.hour_sign}${minutes}`;
}

export function left(view) {
  if (view.ends !== null) return Math.floor((view.ends - Math.floor(now() / 1000) * 1000) / 1000);
  return view.left_s;
}

export function urgency(view, seconds) {
  if (seconds === null || view.mode !== "running") return "";
  if (seconds <= 0) return "over";
  const { warn } = view;
  if (warn.length && seconds <= Math.round(warn[warn.length - 1] * 60)) return "now";
  return warn.length && seconds <= Math.round(warn[0] * 60) ? "soon" : "";
}

export const minutesOf = (seconds) => Math.floor(Math.abs(seconds) / 60);

export function figures(seconds) {
  return seconds === null ? "" : `${seconds < 0 ? "+" : ""}${minutesOf(seconds)}`;
}

export function ends(view, seconds, hidden) {
  if (seconds === null) return fill(words.it_is, { time: timeOfDay(now()) });
  const end = timeOfDay(now() + Math.max(0, seconds) * 1000);
  if (hidden) return fill(words.until, { end });
  if (seconds < 0) return counted("over", minutesOf(seconds));
  const told = counted("left", minutesOf(seconds));
  return fill(view.mode === "paused" ? words.paused : words.left_until, { left: told, end });
}

export function step(view, seconds) {
  if (seconds === null || !view.steps.length) return "";
  const at = view.steps.find((one) => seconds > one.rest_s);
  if (!at) return words.steps_over;
  const held = view.steps.filter((one) => !one.change);
  const i = held.findIndex((one) => seconds > one.rest_s);
  const one = held[i], rest = seconds - at.rest_s, values = { i: i + 1, n: held.length, title: one.title };
  if (at.change) {
    const left = `${minutesOf(rest)}:${String(rest % 60).padStart(2, "0")}`;
    return fill(words.change, { ...values, left });
  }
  const told = fill(words.step, { ...values, left: minutesOf(rest) });
  const after = held[i + 1];
  return told + (after ? fill(words.step_then, { title: after.title }) : "");
}

const length = (seconds) => `${minutesOf(seconds)}:${String(Math.abs(seconds) % 60).padStart(2, "0")}`;

export function floor(view) {
  if (!view.floor) return "";
  const at = Math.floor(now() / 1000) * 1000;
  const told = `► ${view.speaker || words.floor} ${length(Math.max(0, Math.floor((at - view.floor.since) / 1000)))}`;
  if (view.floor.share_ends === null) return told;
  const left = Math.floor((view.floor.share_ends - at) / 1000);
  return `${told} · ${fill(left < 0 ? words.time_over : words.time_left, { time: length(left) })}`;
}

export function show(id, text) {
  const element = document.getElementById(id);
  if (element && element.textContent !== text) element.textContent = text; // never markup
}
