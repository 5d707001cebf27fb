// Choice questions on a page without Python: the verdict of each option was computed when the page was built.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches(".ruta-choice")) return;
  event.preventDefault();
  const chosen = form.querySelector("input:checked");
  if (chosen) form.querySelector(".ruta-result").innerHTML = JSON.parse(form.dataset.verdicts)[chosen.value];
});

// What scrolls must be reachable by keyboard: wide tables, outputs and code get a tab stop where they overflow.
const reachScrolling = () => {
  for (const box of document.querySelectorAll(".bd-article table, .bd-article .output, .bd-article pre, .bd-article math")) {
    if (box.scrollWidth > box.clientWidth) box.setAttribute("tabindex", "0");
  }
};
window.addEventListener("load", reachScrolling);
window.addEventListener("resize", reachScrolling);
