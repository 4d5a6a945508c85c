// The review page with a script: numbers lead to their place without a reload, are corrected in place, checked at once.
import { setUpKeys } from "./keys.js";

const page = document.getElementById("review");
const source = document.getElementById("source");
const form = document.getElementById("corrections");
const problems = document.getElementById("problems");
const count = document.getElementById("problem-count");
const saving = document.getElementById("saving");
const words = document.getElementById("saving-words");
const revision = new URLSearchParams(location.search).get("revision") ?? "";
const editable = Boolean(page.dataset.editable);
let located = 0, checked = 0, timer = 0, current = "";

const figure = (code) => form.querySelector(`[data-cell="${code}"], [name="cell:${code}"]`)?.closest("td");

// -- where a number was read --

function mark(code) {
  for (const one of document.querySelectorAll("td[aria-current], .problems a[aria-current]")) one.removeAttribute("aria-current");
  current = code;
  if (!code) return;
  figure(code)?.setAttribute("aria-current", "true");
  problems.querySelector(`[data-problem][data-cell="${code}"]`)?.setAttribute("aria-current", "true");
}

async function locate(query) {
  const mine = ++located;
  const address = new URLSearchParams({ ...query, ...(revision && { revision }) });
  let answer;
  try {
    answer = await fetch(`${page.dataset.source}?${address}`);
  } catch {
    return;
  }
  if (answer.redirected) return location.reload();
  const text = await answer.text();
  if (mine !== located || !answer.ok) return;
  source.innerHTML = text;
  reveal();
}

function reveal() {
  const place = source.querySelector("[data-here] mark, [data-here]");
  if (!place) return;
  const inside = getComputedStyle(source).overflowY === "auto";
  if (!inside) return;
  const own = place.getBoundingClientRect(), all = source.getBoundingClientRect();
  source.scrollTop += own.top - all.top - all.height / 3;
}

// From a problem to its number: what the eyes look at is where the keyboard is.
function visit(code) {
  const cell = figure(code);
  if (!cell) return;
  (cell.querySelector("input") ?? cell.querySelector("a")).focus({ preventScroll: true });
  cell.scrollIntoView({ block: "nearest", inline: "nearest" });
}

document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-back]") || !current) return;
  event.preventDefault();
  visit(current);
});

const beside = () => getComputedStyle(source).position === "sticky";

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-cell], a[data-quote], a[data-page]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  const { cell, quote, page: number } = link.dataset;
  if (cell) {
    mark(cell);
    locate({ cell });
    if (link.closest("#problems")) visit(cell);
    if (!saving.hidden && link.closest("td")) return edit(cell);
  } else if (quote) {
    const [finding, order] = quote.split(".");
    locate({ finding, quote: order });
  } else {
    locate({ page: number });
  }
  if (!beside() && !link.closest("#source")) source.scrollIntoView();
});

// -- correcting in place --

function edit(code, text) {
  const cell = figure(code);
  if (!cell || !editable) return;
  let input = cell.querySelector("input");
  if (!input) {
    const link = cell.querySelector("a");
    input = document.createElement("input");
    input.name = `cell:${code}`;
    input.autocomplete = "off";
    input.setAttribute("aria-label", link.dataset.name);
    input.value = input.dataset.before = link.dataset.value;
    link.classList.add("covered");
    cell.append(input);
  }
  if (text !== undefined) input.value = text;
  saving.hidden = false;
  const deciding = document.getElementById("deciding");
  if (deciding) deciding.hidden = true;
  input.focus({ preventScroll: true });
  input.select();
  cell.scrollIntoView({ block: "nearest", inline: "nearest" });
  if (text !== undefined) check();
}

function giveUp(input) {
  const cell = input.closest("td"), link = cell.querySelector("a");
  if (!link) return void (input.value = input.defaultValue);
  input.remove();
  link.classList.remove("covered");
  link.focus();
  cell.classList.remove("changed");
  check();
  if (form.querySelector('td input[name^="cell:"]')) return;
  saving.hidden = true;
  const deciding = document.getElementById("deciding");
  if (deciding) deciding.hidden = false;
}

async function check() {
  const mine = ++checked, body = new FormData(form);
  body.set("do", "check");
  let answer;
  try {
    answer = await fetch(page.dataset.check, { method: "POST", body, headers: { Accept: "application/json" } });
  } catch {
    words.textContent = page.dataset.lost;
    return;
  }
  if (answer.status === 401) return location.reload();
  const found = await answer.json();
  if (mine !== checked) return;
  problems.innerHTML = found.problems;
  count.textContent = page.dataset.count.replace("{count}", found.count);
  const failing = new Set(found.failing);
  for (const input of form.querySelectorAll('td input[name^="cell:"], td a[data-cell]')) {
    const code = input.dataset.cell ?? input.name.slice(5);
    input.closest("td").classList.toggle("failing", failing.has(code));
    if (!input.name) continue;
    input.closest("td").classList.toggle("changed", code in found.texts);
    input.toggleAttribute("aria-invalid", code in found.errors);
    if (code in found.errors) input.setAttribute("aria-invalid", "true");
    input.title = found.errors[code] ?? "";
  }
  words.textContent = Object.values(found.errors)[0] ?? found.told;
}

form.addEventListener("input", (event) => {
  if (!event.target.name?.startsWith("cell:")) return;
  clearTimeout(timer);
  timer = setTimeout(check, 250);
});
form.addEventListener("dblclick", (event) => {
  const link = event.target.closest("td")?.querySelector("a[data-cell]");
  if (link && !link.matches(".covered")) edit(link.dataset.cell);
});
form.addEventListener("focusin", (event) => {
  const { name } = event.target;
  if (!name?.startsWith("cell:") || name.slice(5) === current) return;
  mark(name.slice(5));
  locate({ cell: current });
});
form.addEventListener("keydown", (event) => {
  const isCell = event.target.name?.startsWith("cell:");
  if (!isCell) return;
  if (event.key === "Escape") giveUp(event.target);
  if (event.key === "Enter" && !event.isComposing) {
    event.preventDefault();
    document.getElementById("reason").focus();
  }
});
// Leaving with corrections that are not saved is asked about.
let done = false;
form.addEventListener("submit", () => { done = true; });
addEventListener("beforeunload", (event) => {
  if (!done && form.querySelector("td.changed")) event.preventDefault();
});

document.getElementById("start-editing")?.addEventListener("click", (event) => {
  const first = problems.querySelector("[data-problem][data-cell]")?.dataset.cell;
  const code = current || first || form.querySelector("a[data-cell]")?.dataset.cell;
  if (!code) return;
  event.preventDefault();
  mark(code);
  edit(code);
});

const now = document.getElementById("now");
setUpKeys({
  told: (text) => now && (now.textContent = text),
  problems: () => [...problems.querySelectorAll("[data-problem]")],
  edit: () => current && edit(current),
  accept() {
    const proposal = current && figure(current)?.querySelector("a")?.dataset.proposal;
    if (proposal) edit(current, proposal);
    else document.getElementById("publish")?.focus();
  },
  next: () => document.getElementById("following")?.click(),
});
current = document.querySelector("td[aria-current]")?.querySelector("a")?.dataset.cell ?? "";
reveal();
