// Single keys of the review page.  They can be switched off, and never work while somebody types.
const SETTING = "desk-single-keys";
const TYPING = "input:not([type=checkbox], [type=radio]), select, textarea";

export function setUpKeys({ problems, edit, accept, next, told }) {
  const help = document.getElementById("help");
  const open = document.getElementById("help-open");
  const wanted = document.getElementById("shortcuts");
  wanted.checked = localStorage.getItem(SETTING) !== "off";
  wanted.addEventListener("change", () => localStorage.setItem(SETTING, wanted.checked ? "on" : "off"));
  if (open) {
    open.hidden = false;
    open.addEventListener("click", () => help.showModal());
  }

  let at = -1;

  function step(by) {
    const all = problems();
    if (!all.length) return;
    at = at < 0 ? (by > 0 ? 0 : all.length - 1) : (at + by + all.length) % all.length;
    const problem = all[at];
    if (problem.dataset.cell || problem.dataset.quote) problem.click();
    if (!problem.dataset.cell) problem.focus();
    told(`${at + 1} / ${all.length}　${problem.closest(".problems > li").querySelector("p").textContent.trim()}`);
  }

  const keys = { j: () => step(1), k: () => step(-1), e: edit, a: accept, n: next, "?": () => help.showModal() };
  document.addEventListener("keydown", (event) => {
    if (!wanted.checked || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || help.open) return;
    if (event.target.matches(TYPING) || !(event.key in keys)) return;
    event.preventDefault();
    keys[event.key]();
  });
}
