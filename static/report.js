// Steps through the places of a search without losing count; without this file the links do it.
const bar = document.getElementById("hits");
const count = Number(bar?.dataset.count ?? 0);
const KEYS = "report-keys";
const typed = "input, textarea, select, [contenteditable]";

function now() {
  const found = /^#hit-(\d+)$/.exec(location.hash);
  return found ? Number(found[1]) : 0;
}

function tell() {
  const told = bar.querySelector("[role=status]");
  if (now()) told.textContent = bar.dataset.place.replace("{n}", now()).replace("{count}", count);
  for (const link of bar.querySelectorAll("[data-step]")) link.href = `#hit-${next(Number(link.dataset.step))}`;
}

// From where the reader is: the first hit if none was visited.
function next(step) {
  const from = now() || (step > 0 ? 0 : 1);
  return ((from - 1 + step + count) % count) + 1;
}

function keys() {
  const label = document.createElement("label");
  const box = document.createElement("input");
  box.type = "checkbox";
  box.checked = localStorage.getItem(KEYS) !== "off";
  box.addEventListener("change", () => localStorage.setItem(KEYS, box.checked ? "on" : "off"));
  label.append(box, bar.dataset.keys);
  bar.querySelector("p").append(label);
  document.addEventListener("keydown", (event) => {
    const step = { n: 1, p: -1 }[event.key];
    if (!step || !box.checked || event.ctrlKey || event.metaKey || event.altKey || event.target.closest(typed + ":not([type=checkbox])")) return;
    event.preventDefault();
    location.hash = `#hit-${next(step)}`;
  });
}

if (count) {
  keys();
  tell();
  addEventListener("hashchange", tell);
}
