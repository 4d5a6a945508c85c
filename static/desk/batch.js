// Watches a batch: states change in place; once all files have theirs, the page is loaded anew with the reasons.
const bar = document.getElementById("progress");
const words = document.getElementById("progress-words");
const spans = new Map([...document.querySelectorAll("[data-upload]")].map((span) => [span.dataset.upload, span]));
const FIRST = 800, SLOWEST = 5000;

function show(now) {
  bar.max = now.total;
  bar.value = now.done;
  words.textContent = bar.dataset.words.replace("{total}", now.total).replace("{done}", now.done);
  for (const { id, state, label } of now.uploads) {
    const span = spans.get(String(id));
    if (!span || span.dataset.state === state) continue;
    span.dataset.state = state;
    span.className = `state state-${state}`;
    span.textContent = label;
  }
}

async function watch(wait) {
  let next = Math.min(wait * 1.3, SLOWEST);
  try {
    const answer = await fetch(bar.dataset.url, { headers: { Accept: "application/json" } });
    if (answer.status === 401) return location.reload();
    if (answer.ok) {
      const now = await answer.json();
      const moved = now.done !== bar.value;
      show(now);
      if (now.done >= now.total) return location.reload();
      if (moved) next = FIRST;
    }
  } catch { /* The network is away for a moment: asked again later. */ }
  setTimeout(watch, next, next);
}

setTimeout(watch, FIRST, FIRST);
