// Chooses, on this page, all reports that nothing speaks against.
const all = document.getElementById("all");
if (all) {
  all.hidden = false;
  all.addEventListener("click", () => {
    for (const row of document.querySelectorAll("#approve tbody tr")) {
      row.querySelector("input").checked = row.querySelector(".good") !== null;
    }
  });
}
