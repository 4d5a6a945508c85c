// A page of results works without this: boxes to find a value in long lists, and reasons shown where they are asked for.
for (const panel of document.querySelectorAll(".panel[data-find]")) findIn(panel);
for (const link of document.querySelectorAll(".why a")) showHere(link);

function findIn(panel) {
  const box = document.createElement("input");
  const more = panel.querySelector(".more");
  const choices = [...panel.querySelectorAll(".choice")];
  box.type = "search";
  box.placeholder = panel.dataset.find;
  box.setAttribute("aria-label", panel.dataset.find);
  panel.querySelector(".choices").before(box);
  box.addEventListener("input", () => {
    const typed = box.value.trim();
    if (more) more.open = typed !== "";
    for (const choice of choices) choice.hidden = !choice.querySelector(".name").textContent.includes(typed);
  });
}

function showHere(link) {
  const reasons = document.createElement("div");
  reasons.hidden = true;
  link.parentElement.after(reasons);
  link.setAttribute("aria-expanded", "false");
  link.addEventListener("click", async (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (!reasons.firstChild && !(await fill(reasons, link.href))) return void location.assign(link.href);
    reasons.hidden = !reasons.hidden;
    link.setAttribute("aria-expanded", String(!reasons.hidden));
  });
}

async function fill(reasons, address) {
  const answer = await fetch(address).catch(() => null);
  if (!answer?.ok) return false;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const told = page.getElementById("why");
  if (!told) return false;
  told.removeAttribute("id");
  reasons.append(document.importNode(told, true));
  return true;
}
