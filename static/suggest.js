// Suggestions under a search box (ARIA combobox, list autocomplete).  Without it the box is a plain form.
const WAIT = 150;

for (const form of document.querySelectorAll("form[data-suggestions]")) suggestUnder(form);

function suggestUnder(form) {
  const input = form.querySelector("input[type=search]");
  const list = document.createElement("ul"), status = document.createElement("p");
  let texts = [], current = -1, typed = "", timer = 0, asked = 0;

  list.id = `${input.id}-list`;
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", form.querySelector("label").textContent);
  status.className = "sr";
  status.setAttribute("role", "status");
  form.append(list, status);
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
    input.value = index < 0 ? typed : texts[index];
    if (index < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", list.children[index].id);
    list.children[index].scrollIntoView({ block: "nearest" });
  }

  function choose(index) {
    input.value = texts[index];
    close();
    form.requestSubmit();
  }

  function option({ text, label }, index) {
    const item = document.createElement("li"), kind = document.createElement("small");
    item.id = `${list.id}-${index}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    kind.textContent = label;
    item.append(text, " ", kind);
    item.addEventListener("pointerdown", (event) => event.preventDefault());
    item.addEventListener("click", () => choose(index));
    return item;
  }

  function show(found) {
    texts = found.map((one) => one.text);
    current = -1;
    list.replaceChildren(...found.map(option));
    list.hidden = found.length === 0;
    input.setAttribute("aria-expanded", String(found.length > 0));
    input.removeAttribute("aria-activedescendant");
    status.textContent = found.length ? form.dataset.some.replace("{count}", found.length) : form.dataset.none;
  }

  async function ask() {
    const mine = ++asked;
    typed = input.value;
    if (!typed.trim()) return close();
    const answer = await fetch(`${form.dataset.suggestions}?q=${encodeURIComponent(typed.trim())}`).catch(() => null);
    if (!answer?.ok) return;
    const { suggestions } = await answer.json();
    if (mine === asked && document.activeElement === input) show(suggestions);
  }

  input.addEventListener("input", (event) => {
    clearTimeout(timer);
    if (!event.isComposing) timer = setTimeout(ask, WAIT);
  });
  input.addEventListener("compositionend", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  input.addEventListener("blur", () => {
    asked += 1;
    clearTimeout(timer);
    close();
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) return void ask();
      // One place more than there are options: the reader's own words.
      const places = texts.length + 1, step = event.key === "ArrowDown" ? 1 : -1;
      mark(((current + 1 + step + places) % places) - 1);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      input.value = typed;
      close();
    }
  });
}
