// The progress of a file that is being made, without loading the page again and again.
"use strict";
(() => {
  const line = document.getElementById("progress");
  const bar = document.getElementById("bar");
  if (!line) return;
  const look = async () => {
    try {
      const answer = await fetch(line.dataset.state, { headers: { Accept: "application/json" } });
      const told = await answer.json();
      if (["ready", "failed", "gone"].includes(told.state)) return location.reload();
      if (told.total) bar.value = (100 * told.done) / told.total;
    } catch {
      // The page itself asks again soon.
    }
    setTimeout(look, 700);
  };
  setTimeout(look, 700);
})();
