// A lesson as slides: the lesson's own page, with ?slides=N in its address, shows one part of itself at a time. How it
// is cut stands in slides-cut.js, how it looks in slides.css; the words come with the link in the bar of the page.

// Show a lesson as slides: its title above, one slide, and a bar of buttons below.
function show(article, words) {
  const title = article.querySelector("h1");
  const slides = rutaCut(article.querySelector(":scope > section"), words);
  const bar = document.createElement("nav");
  bar.className = "ruta-slides-bar";
  bar.setAttribute("aria-label", words.slides);
  const [leave, more, back, next] = ["leave", "more", "back", "next"].map((name) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = words[name];
    return button;
  });
  const counter = document.createElement("p");
  counter.setAttribute("role", "status");
  bar.append(leave, counter, more, back, next);
  article.prepend(title, ...slides, bar);
  document.documentElement.classList.add("ruta-deck");
  const counted = (number) => words.at.replace("{number}", number + 1).replace("{count}", slides.length);
  slides.forEach((slide, number) => (slide.dataset.counted = counted(number)));
  let at = 0;

  // A slide scrolls within itself, or with the page where the window is too low for that.
  const overflows = () => slides[at].scrollHeight > slides[at].clientHeight + 1;
  const box = () => (overflows() ? slides[at] : document.scrollingElement);
  const left = (way) => (way > 0 ? box().scrollHeight - box().clientHeight - box().scrollTop : box().scrollTop) > 4;
  const scroll = (way) => box().scrollBy({ top: way * 0.8 * box().clientHeight, behavior: "instant" });
  const measure = () => {
    more.classList.toggle("ruta-nothing", !left(1));
    if (overflows()) slides[at].tabIndex = 0;
  };
  const go = (number) => {
    at = Math.min(Math.max(number, 0), slides.length - 1);
    slides.forEach((slide, place) => (slide.hidden = place !== at));
    article.classList.toggle("ruta-first", at === 0);
    counter.textContent = counted(at);
    back.disabled = at === 0;
    next.disabled = at === slides.length - 1;
    history.replaceState(null, "", address(at + 1));
    slides[at].scrollTop = document.scrollingElement.scrollTop = 0;
    const heading = at === 0 ? title : document.getElementById(slides[at].getAttribute("aria-labelledby"));
    heading.tabIndex = -1;
    heading.focus();
    window.dispatchEvent(new Event("resize")); // ruta.js gives what overflows a tab stop
  };
  const page = (way) => (left(way) ? scroll(way) : go(at + way));
  const exit = () => location.assign(address(null, slides[at].dataset.section));
  // The slide that holds the place named in the address, or the slide of that number.
  const follow = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const found = slides.findIndex((slide) => slide.contains(target));
    go(found >= 0 ? found : (parseInt(new URLSearchParams(location.search).get("slides"), 10) || 1) - 1);
  };

  const keys = {
    ArrowRight: () => go(at + 1), ArrowLeft: () => go(at - 1), PageDown: () => page(1), PageUp: () => page(-1),
    " ": (event) => page(event.shiftKey ? -1 : 1), Home: () => go(0), End: () => go(slides.length - 1), Escape: exit,
  };
  document.addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (!keys[key] || event.ctrlKey || event.altKey || event.metaKey) return;
    if (key === " " && target.closest("button, a, summary")) return;
    // A wide table that has the focus moves sideways with the arrows.
    if (key.startsWith("Arrow") && target.tabIndex === 0 && target.scrollWidth > target.clientWidth) return;
    event.preventDefault();
    keys[key](event);
  });
  let touched = null;
  article.addEventListener("touchstart", (event) => {
    const wide = event.target.closest("table, pre, .output, div.math");
    const still = event.touches.length === 1 && !(wide && wide.scrollWidth > wide.clientWidth);
    touched = still ? event.touches[0] : null;
  }, { passive: true });
  article.addEventListener("touchend", (event) => {
    const [end] = event.changedTouches;
    const [x, y] = touched ? [end.clientX - touched.clientX, end.clientY - touched.clientY] : [0, 0];
    if (Math.abs(x) > 60 && Math.abs(x) > 2 * Math.abs(y)) go(at - Math.sign(x));
  });
  leave.addEventListener("click", exit);
  more.addEventListener("click", () => scroll(1));
  back.addEventListener("click", () => go(at - 1));
  next.addEventListener("click", () => go(at + 1));
  for (const kind of ["scroll", "toggle", "load"]) article.addEventListener(kind, measure, true);
  window.addEventListener("scroll", measure);
  window.addEventListener("resize", measure);
  window.addEventListener("hashchange", follow);
  follow();
}

// The address of a slide, or of the lesson itself; relative, so that it holds below any address.
function address(slide, place = "") {
  const query = new URLSearchParams(location.search);
  if (slide) query.set("slides", slide);
  else query.delete("slides");
  return `${location.pathname}${query.size ? `?${query}` : ""}${place && `#${place}`}`;
}

document.addEventListener("DOMContentLoaded", () => {
  const link = document.querySelector(".ruta-slides-link");
  if (!link) return;
  link.hidden = false; // without a script there are no slides to link to
  link.addEventListener("click", () => (link.href = address(1) + location.hash));
  const asked = new URLSearchParams(location.search).has("slides");
  if (asked) show(link.closest("article"), JSON.parse(link.dataset.words));
});
