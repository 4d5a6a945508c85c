// Turns a text field into a combobox (ARIA Authoring Practices, list autocomplete with manual selection).
const WAIT = 150;

for (const box of document.querySelectorAll(".combobox")) combobox(box);

function combobox(box) {
  const input = box.querySelector("input:not([type=hidden])");
  const hidden = box.querySelector("input[type=hidden]");
  const list = document.createElement("ul");
  const status = document.createElement("p");
  let options = [], current = -1, timer = 0, asked = 0;

  list.id = `${input.id}-list`;
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", box.querySelector("label").textContent);
  status.className = "sr";
  status.setAttribute("role", "status");
  box.append(list, status);
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
  })) input.setAttribute(name, value);

  function close() {
    list.hidden = true;
    current = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function mark(index) {
    current = index;
    [...list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === index)));
    if (index < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", list.children[index].id);
    list.children[index].scrollIntoView({ block: "nearest" });
  }

  function choose(index) {
    input.value = options[index].name;
    hidden.value = options[index].id;
    close();
  }

  function show(found) {
    options = found;
    list.replaceChildren(...found.map((option, index) => {
      const item = document.createElement("li"), under = document.createElement("small");
      item.id = `${list.id}-${index}`;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      under.textContent = option.under;
      item.append(option.name, " ", under);
      item.addEventListener("pointerdown", (event) => { event.preventDefault(); choose(index); });
      return item;
    }));
    current = -1;
    list.hidden = found.length === 0;
    input.setAttribute("aria-expanded", String(found.length > 0));
    status.textContent = found.length ? box.dataset.some.replace("{count}", found.length) : box.dataset.none;
  }

  async function ask() {
    const words = input.value.trim(), mine = ++asked;
    if (!words) return close();
    const answer = await fetch(`${box.dataset.url}?q=${encodeURIComponent(words)}`, { headers: { Accept: "application/json" } });
    if (answer.status === 401) return location.reload();
    const { options: found } = await answer.json();
    if (mine === asked && document.activeElement === input) show(found);
  }

  input.addEventListener("input", () => {
    hidden.value = "";
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const open = !list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) return void ask();
      const step = event.key === "ArrowDown" ? 1 : -1;
      mark((current + step + options.length + (current < 0 && step < 0 ? 1 : 0)) % options.length);
    } else if (event.key === "Enter" && open && current >= 0) {
      event.preventDefault();
      choose(current);
    } else if (event.key === "Escape") {
      if (open) { event.stopPropagation(); close(); } else { input.value = hidden.value = ""; }
    }
  });
}
