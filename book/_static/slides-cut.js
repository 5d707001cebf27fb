// Cut a lesson into slides. Nothing is copied: the parts of the article move into slides, in their order. What is put in
// besides them (a heading that is repeated, a count of parts, the button over a code cell) carries the class ruta-added.
// Where to cut follows from the content alone, by an estimate in lines of text: slide 7 is the same on every machine.

const rutaCut = (() => {
  const LINES = 12.5; // what has room under the heading of a slide, with the letters of slides.css
  const LETTERS = 86; // in a full line
  const PICTURE = 8; // the least that a figure needs; it takes all that is left
  const LISTS = "ol, ul";

  const plain = (node) => node.textContent.replace(/\s+/g, " ").trim();
  const lines = (text) => Math.max(1, Math.ceil(text.length / LETTERS));
  const sum = (things, weight) => [...things].reduce((total, thing) => total + weight(thing), 0);

  function weigh(node) {
    if (node.matches(".cell_input")) return 1.5;
    if (node.matches("div.math")) return 2 + node.querySelectorAll("mtr").length;
    if (node.querySelector("img")) return PICTURE + lines(plain(node));
    if (node.querySelector("tr")) return 1 + sum(node.querySelectorAll("tr"), (row) => 1.15 * lines(plain(row)));
    if (node.querySelector("pre")) return 1 + sum(node.textContent.trimEnd().split("\n"), lines);
    if (node.matches(LISTS)) return 0.5 + sum(node.children, weigh);
    return lines(plain(node)) + (node.matches("li") ? 0.25 : 0.5);
  }

  // The pieces of a part that may stand on slides of their own, each with the elements that belong around it.
  function pieces(node, around = []) {
    const opens = node.matches(".cell, .cell_output") || (node.matches(LISTS) && weigh(node) > LINES);
    if (opens) return [...node.children].flatMap((child) => pieces(child, [...around, node]));
    return plain(node) || node.querySelector("img, svg") ? [{ node, around }] : [];
  }

  // What leads to the next piece stays with it where there is room: a sentence with a colon, code above its result.
  function grouped(all) {
    const groups = [];
    let joins = false;
    for (const piece of all) {
      const weight = weigh(piece.node);
      const last = groups.at(-1);
      if (joins && last.weight + weight <= LINES) {
        last.pieces.push(piece);
        last.weight += weight;
      } else {
        groups.push({ pieces: [piece], weight });
      }
      joins = piece.node.matches(".cell_input") || plain(piece.node).endsWith(":");
    }
    return groups;
  }

  function filled(groups, limit) {
    const slides = [];
    let room = -1;
    for (const { pieces, weight } of groups) {
      if (weight > room) {
        slides.push([]);
        room = limit;
      }
      slides.at(-1).push(...pieces);
      room -= weight;
    }
    return slides;
  }

  // As few slides as will do, filled as evenly as they can be.
  function shared(groups) {
    const fewest = filled(groups, LINES).length;
    let limit = 2;
    while (filled(groups, limit).length > fewest) limit += 0.5;
    return filled(groups, limit);
  }

  function added(kind, text = "") {
    const made = document.createElement(kind);
    made.className = "ruta-added";
    made.textContent = text;
    return made;
  }

  function again(heading, id) {
    const made = added(heading.tagName);
    made.append(...[...heading.childNodes].map((child) => child.cloneNode(true)));
    for (const extra of made.querySelectorAll(".headerlink, .ruta-added")) extra.remove();
    if (id) made.id = id;
    return made;
  }

  function place(slide, { node, around }, words) {
    let inside = slide;
    for (const outer of around) {
      let shell = inside.lastElementChild;
      if (shell?.rutaOf !== outer) {
        shell = outer.cloneNode(false);
        shell.rutaOf = outer;
        if (shell.tagName === "OL") shell.start = outer.start + (outer.rutaMoved ?? 0);
        inside.append(shell);
      }
      outer.rutaMoved = (outer.rutaMoved ?? 0) + 1;
      inside = shell;
    }
    if (node.matches(".cell_input")) {
      const code = document.createElement("details");
      code.append(added("summary", words.code));
      inside.append(code);
      inside = code;
    }
    inside.append(node);
  }

  // Move the parts of a lesson into slides, and return these; `words` are the texts that the bar of the page carries.
  function cut(lesson, words) {
    const slides = [];
    // `over`: the headings above the section; `waiting`: those of them that stand on no slide yet.
    function walk(section, over, waiting) {
      const heading = section.querySelector(":scope > :is(h2, h3, h4, h5, h6)");
      const inner = [...section.children].filter((child) => child.tagName === "SECTION");
      const own = [...section.children].filter((child) => child !== heading && !inner.includes(child));
      const parts = shared(grouped(own.flatMap((child) => pieces(child))));
      heading.id = section.id;
      section.removeAttribute("id");
      for (const [number, part] of parts.entries()) {
        const slide = document.createElement("section");
        slide.className = "ruta-slide";
        slide.dataset.section = heading.id;
        slide.append(...over.map((one) => (number === 0 && waiting.includes(one) ? one : again(one))));
        for (const one of slide.children) one.classList.add("ruta-over");
        slide.append(number === 0 ? heading : again(heading, `${heading.id}-${number + 1}`));
        slide.setAttribute("aria-labelledby", slide.lastElementChild.id);
        if (parts.length > 1) {
          const which = words.part.replace("{number}", number + 1).replace("{count}", parts.length);
          slide.lastElementChild.append(added("span", ` ${which}`));
        }
        for (const piece of part) place(slide, piece, words);
        slides.push(slide);
      }
      const left = parts.length ? [] : [...waiting, heading];
      for (const one of inner) walk(one, [...over, heading], one === inner[0] ? left : []);
    }
    for (const section of lesson.querySelectorAll(":scope > section")) walk(section, [], []);
    return slides;
  }
  return cut;
})();
