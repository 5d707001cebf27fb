// Cut a lesson into slides. Nothing is copied: the parts of the article move into slides, in their order. What is put
// in besides them (a heading repeated, a count of parts, the button over a code cell) carries the class ruta-added.
// Where to cut follows from the content alone, by an estimate in lines of text: slide 7 is the same on every machine.

const rutaCut = (() => {
  const LINES = 14.5; // what has room under the heading of a slide, with the letters of slides.css
  const LETTERS = 74; // in a full line
  const PICTURE = 12.5; // what a figure needs
  const BESIDE = 9.5; // what has room beside a figure, counted in full lines
  const LISTS = "ol, ul";

  const plain = (node) => node.textContent.replace(/\s+/g, " ").trim();
  const lines = (text) => Math.max(1, Math.ceil(text.length / LETTERS));
  const sum = (things, weight) => [...things].reduce((total, thing) => total + weight(thing), 0);

  // A table: its columns share the width by their longest text, so that the longest cell wraps as the whole row would.
  function tall(rows) {
    const lengths = [...rows].map((row) => [...row.children].map((cell) => plain(cell).length + 2));
    const widest = [];
    for (const row of lengths) row.forEach((length, place) => (widest[place] = Math.max(widest[place] ?? 0, length)));
    const squeeze = Math.max(1, sum(widest, Number) / LETTERS / 1.3);
    const wraps = (length, place) => Math.ceil((length * squeeze) / widest[place]);
    return 0.5 + sum(lengths, (row) => 0.3 + 0.85 * Math.max(...row.map(wraps)));
  }

  function weigh(node) {
    if (node.matches(".cell_input")) return 1.5;
    if (node.matches("div.math")) return 2 + node.querySelectorAll("mtr").length;
    if (node.querySelector("img")) return PICTURE;
    if (node.querySelector("tr")) return tall(node.querySelectorAll("tr"));
    const printed = node.querySelector("pre")?.textContent.trimEnd().split("\n");
    if (printed) return 1.2 + 0.8 * sum(printed, lines);
    if (node.matches("blockquote")) return 2 + sum(node.children, weigh);
    if (node.matches(LISTS)) return 0.5 + sum(node.children, weigh);
    return lines(plain(node)) + (node.matches("li") ? 0.25 : 0.5);
  }

  // The pieces of a part that may stand on slides of their own, each with the elements that belong around it.
  function pieces(node, around = []) {
    const opens = node.matches(".cell, .cell_output") || (node.matches(LISTS) && weigh(node) > LINES);
    if (opens) return [...node.children].flatMap((child) => pieces(child, [...around, node]));
    return plain(node) || node.querySelector("img, :not(button) > svg") ? [{ node, around }] : [];
  }

  // What belongs together stays so where there is room: a sentence with a colon and what it announces, code above its
  // result, a figure and beside it what was printed with it and the paragraph that reads it.
  function grouped(all) {
    const groups = [];
    let room = 0; // of the last group, for what belongs to it
    let beside = 0; // room beside its figure
    for (const { node, around } of all) {
      const weight = weigh(node);
      const isBeside = node.matches("p, .stream") && weight <= beside && !plain(node).endsWith(":");
      const piece = { node, around, isBeside };
      if (isBeside) {
        groups.at(-1).pieces.push(piece);
        beside = node.matches("p") ? 0 : beside - weight;
        continue;
      }
      if (weight <= room) {
        groups.at(-1).pieces.push(piece);
        groups.at(-1).weight += weight;
      } else {
        groups.push({ pieces: [piece], weight });
      }
      const isCode = node.matches(".cell_input");
      room = isCode ? Infinity : plain(node).endsWith(":") ? LINES - groups.at(-1).weight : 0;
      beside = node.querySelector("img") && !node.querySelector(".ruta-still") ? BESIDE : 0;
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
    if (weigh(node) > LINES) node.classList.add("ruta-dense");
    inside.append(node);
  }

  // Put the figure at the end of a slide into the first of two columns; return the second.
  function readingBeside(slide) {
    const [pair, reading] = ["ruta-pair", "ruta-reading"].map((name) => {
      const made = document.createElement("div");
      made.className = name;
      return made;
    });
    const figure = slide.lastElementChild;
    figure.replaceWith(pair);
    pair.append(figure, reading);
    return reading;
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
        let reading = null;
        for (const piece of part) {
          reading = piece.isBeside ? reading ?? readingBeside(slide) : null;
          place(reading ?? slide, piece, words);
        }
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
