// Files are dropped or picked, then handed in one after the other into one batch, each with its progress.
const form = document.getElementById("upload");
const drop = document.getElementById("drop");
const picker = document.getElementById("files");
const list = document.getElementById("chosen");
const button = form.querySelector("button");
const last = form.dataset.last;
let chosen = [];

for (const words of document.querySelectorAll("[data-only-script]")) words.hidden = false;

function choose(files) {
  chosen = [...files];
  picker.required = chosen.length === 0;
  list.hidden = chosen.length === 0;
  list.replaceChildren(...chosen.map(line));
}

function line(file) {
  const item = document.createElement("li");
  const name = document.createElement("span");
  const state = document.createElement("span");
  name.className = "name";
  name.textContent = file.webkitRelativePath || file.name;
  state.className = "quiet nowrap";
  state.textContent = size(file.size);
  item.append(name, state);
  return item;
}

const size = (bytes) => (bytes < 1048576 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1048576).toFixed(1)} MB`);

picker.addEventListener("change", () => choose(picker.files));
for (const name of ["dragenter", "dragover"]) {
  drop.addEventListener(name, (event) => { event.preventDefault(); drop.classList.add("over"); });
}
for (const name of ["dragleave", "drop"]) drop.addEventListener(name, () => drop.classList.remove("over"));
drop.addEventListener("drop", async (event) => {
  event.preventDefault();
  choose(await dropped(event.dataTransfer));
});

// A folder that is dropped stands for all files in it.
async function dropped(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.some((entry) => entry.isDirectory)) return transfer.files;
  return (await Promise.all(entries.map(filesOf))).flat();
}

async function filesOf(entry) {
  if (entry.isFile) return [await new Promise((done, fail) => entry.file(done, fail))];
  const reader = entry.createReader(), inner = [];
  for (;;) {
    const some = await new Promise((done, fail) => reader.readEntries(done, fail));
    if (!some.length) break;
    inner.push(...some);
  }
  return (await Promise.all(inner.map(filesOf))).flat();
}

function send(file, batch, state) {
  const body = new FormData();
  for (const name of ["csrfmiddlewaretoken", "name", "origin_url"]) body.append(name, form.elements[name].value);
  if (batch) body.append("batch", batch);
  body.append("files", file, file.name);
  body.append(last, "1");
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.upload.onprogress = ({ loaded, total }) => {
      state.textContent = `${form.dataset.working} ${Math.floor((100 * loaded) / total)}%`;
    };
    request.onerror = () => done({ message: form.dataset.broken });
    request.onload = () => {
      try { done(JSON.parse(request.responseText)); } catch { done({ message: form.dataset.broken }); }
    };
    request.send(body);
  });
}

form.addEventListener("submit", async (event) => {
  if (!chosen.length || !form.checkValidity()) return;
  event.preventDefault();
  button.disabled = true;
  let url = "", batch = "", broken = [];
  for (const [index, file] of chosen.entries()) {
    const state = list.children[index].lastElementChild;
    const answer = await send(file, batch, state);
    if (answer.batch) {
      batch = answer.batch;
      url = answer.url;
      state.textContent = form.dataset.done;
    } else {
      broken.push(file);
      state.className = "wrong";
      state.textContent = answer.message;
    }
  }
  if (url && !broken.length) location.assign(url);
  button.disabled = false;
  chosen = broken;
});
