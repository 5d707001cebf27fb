// The test of a pillar: marked in the browser, with nothing sent anywhere; what a person saves is a file of their own.
document.addEventListener("DOMContentLoaded", () => {
  for (const form of document.querySelectorAll(".ruta-test")) {
    const test = JSON.parse(form.dataset.test);
    const fieldsets = [...form.querySelectorAll("fieldset")];
    const chosen = () => fieldsets.map((fieldset) => fieldset.querySelector("input:checked")?.value ?? null);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      mark(form, test, fieldsets, chosen());
    });
    form.querySelector(".ruta-test-save").addEventListener("click", () => save(form, test, chosen()));
  }

  function mark(form, { items, lessons, words }, fieldsets, answers) {
    const result = form.querySelector(".ruta-test-result");
    const open = answers.flatMap((answer, place) => (answer === null ? [place + 1] : []));
    if (open.length) {
      result.replaceChildren(line("p", words.unanswered.replace("{items}", open.join(", "))));
      result.focus();
      return;
    }
    const right = items.map((item, place) => item.key === answers[place]);
    items.forEach((item, place) => {
      if (item.because === undefined) return;
      const sign = right[place] ? words["right-sign"] : words["wrong-sign"];
      fieldsets[place].querySelector(".ruta-test-said").textContent = `${sign} ${item.because}`;
    });
    const count = right.filter(Boolean).length;
    const score = words.score.replace("{right}", count).replace("{all}", items.length);
    result.replaceChildren(line("p", score), table(items, right, lessons, words), advice(items, right, lessons, words));
    result.focus();
  }

  function table(items, right, lessons, words) {
    const made = document.createElement("table");
    made.append(line("caption", words["by-lesson"]));
    const head = made.createTHead().insertRow();
    for (const word of [words.lesson, words.right]) {
      const cell = line("th", word);
      cell.scope = "col";
      head.append(cell);
    }
    const body = made.createTBody();
    for (const [lesson, title] of Object.entries(lessons)) {
      const own = right.filter((_, place) => items[place].lesson === lesson);
      const row = body.insertRow();
      row.insertCell().textContent = title;
      row.insertCell().textContent = `${own.filter(Boolean).length} / ${own.length}`;
    }
    return made;
  }

  function advice(items, right, lessons, words) {
    const weak = new Set(items.filter((_, place) => !right[place]).map((item) => item.lesson));
    const named = Object.entries(lessons).filter(([lesson]) => weak.has(lesson)).map(([, title]) => title);
    return line("p", named.length ? `${words["read-again"]} ${named.join("; ")}.` : words["all-right"]);
  }

  function save(form, { about, items }, answers) {
    const pseudonym = form.elements.pseudonym.value.trim();
    const given = Object.fromEntries(items.map((item, place) => [item.id, answers[place]]));
    const content = JSON.stringify({ ...about, pseudonym, answers: given }, null, 2);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([content], { type: "application/json" }));
    link.download = `${about.pillar}-${about.form}-${pseudonym.replace(/[^\p{L}\p{N}]+/gu, "-") || "ruta"}.json`;
    link.click();
    URL.revokeObjectURL(link.href);
  }

  function line(kind, text) {
    const made = document.createElement(kind);
    made.textContent = text;
    return made;
  }
});
