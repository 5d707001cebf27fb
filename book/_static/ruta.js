// Choice questions on a page without Python: the verdict of each option was computed when the page was built.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches(".ruta-choice")) return;
  event.preventDefault();
  const chosen = form.querySelector("input:checked");
  if (chosen) form.querySelector(".ruta-result").innerHTML = JSON.parse(form.dataset.verdicts)[chosen.value];
});

// What scrolls must be reachable by keyboard: wide tables, outputs, formulas and code get a tab stop where they overflow.
const SCROLLING = "table, .output, pre, div.math, .pst-scrollable-table-container";
const reachScrolling = () => {
  for (const box of document.querySelectorAll(`.bd-article :is(${SCROLLING})`)) {
    if (box.scrollWidth > box.clientWidth) box.setAttribute("tabindex", "0");
  }
};
window.addEventListener("load", reachScrolling);
window.addEventListener("resize", reachScrolling);

// The theme leaves two things without a name: the side column, and the buttons that unfold its branches.
document.addEventListener("DOMContentLoaded", () => {
  const side = document.querySelector(".bd-sidebar-primary");
  side?.setAttribute("role", "region");
  side?.setAttribute("aria-label", document.querySelector(".navbar-brand")?.textContent.trim() ?? "Ruta");
  for (const summary of document.querySelectorAll(".bd-sidebar-primary summary")) {
    summary.setAttribute("aria-label", summary.closest("li").querySelector("a").textContent.trim());
  }
});
