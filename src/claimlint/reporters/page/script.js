"use strict";
(() => {
  const root = document.documentElement;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const at = (id) => document.getElementById(id);
  root.classList.add("js");

  const cards = all(".finding");
  const marks = all("a.n");
  const shown = () => cards.filter((card) => !card.hidden);
  const number = (card) => card.id.slice(1);
  const markOf = (card) => marks.find((mark) => mark.dataset.finding === number(card));

  // Where a number takes part: finding -> its stretches of text.
  const parts = new Map();
  for (const part of all("[data-related]"))
    for (const id of part.dataset.related.split(" ")) parts.set(id, [...(parts.get(id) || []), part]);

  let current = null;
  const light = (card) => {
    all(".hot, .on").forEach((each) => each.classList.remove("hot", "on"));
    if (!card) return;
    (parts.get(number(card)) || []).forEach((part) => part.classList.add("hot"));
    marks.filter((mark) => mark.dataset.finding === number(card)).forEach((mark) => mark.classList.add("on"));
  };

  const into = (element, block) => element && element.scrollIntoView({ block });
  const reveal = (mark) => {
    if (!mark) return;
    const file = mark.closest("details");
    if (file) file.open = true;
    into(mark, "center");
  };
  const show = (card, from) => {
    if (!card) return;
    if (card.hidden) { card.hidden = false; }
    if (current && current !== card && !opened) current.open = false;
    current = card;
    card.open = true;
    light(card);
    if (from !== "text") reveal(markOf(card));
    into(card, "nearest");
    card.querySelector("summary").focus({ preventScroll: true });
  };

  cards.forEach((card) => {
    card.querySelector("summary").addEventListener("click", (event) => {
      event.preventDefault();
      if (card.open) { card.open = false; light(null); } else show(card, "card");
    });
  });
  marks.forEach((mark) => mark.addEventListener("click", (event) => {
    event.preventDefault();
    show(at("f" + mark.dataset.finding), "text");
    history.replaceState(null, "", "#f" + mark.dataset.finding);
  }));
  all(".places a").forEach((link) => link.addEventListener("click", (event) => {
    event.preventDefault();
    reveal(at(link.hash.slice(1)));
  }));

  // Filter
  const form = at("filter");
  const filter = () => {
    const severities = new Set(all("input[name=severity]:checked", form).map((box) => box.value));
    const suppressed = form.elements.suppressed;
    const rule = form.elements.rule ? form.elements.rule.value : "";
    cards.forEach((card) => {
      const silent = card.classList.contains("suppressed");
      card.hidden = !(silent ? suppressed && suppressed.checked : severities.has(card.dataset.severity))
        || (rule !== "" && card.dataset.rule !== rule);
    });
    marks.forEach((mark) => {
      const card = at("f" + mark.dataset.finding);
      mark.classList.toggle("off", card.hidden);
    });
    at("none").hidden = cards.length === 0 || shown().length > 0;
    if (current && current.hidden) { current = null; light(null); }
  };
  form.addEventListener("change", filter);
  form.addEventListener("submit", (event) => event.preventDefault());

  let opened = false;
  const toggle = () => {
    opened = !opened;
    shown().forEach((card) => { card.open = opened; });
    at("all").textContent = opened ? at("all").dataset.close : at("all").dataset.open;
  };
  at("all").addEventListener("click", toggle);

  const dark = () => root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  const theme = () => { root.dataset.theme = dark() ? "light" : "dark"; };
  at("theme").addEventListener("click", theme);

  const keys = at("keys");
  const help = () => keys.open ? keys.close() : keys.showModal();
  at("help").addEventListener("click", help);
  keys.addEventListener("click", (event) => { if (event.target === keys) keys.close(); });

  const step = (by) => {
    const list = shown();
    const next = list.indexOf(current) + by;
    show(list[current && list.includes(current) ? Math.min(Math.max(next, 0), list.length - 1) : 0], "key");
  };
  const across = () => {
    const here = document.activeElement;
    if (here && here.matches("a.n")) show(at("f" + here.dataset.finding), "text");
    else if (current && markOf(current)) { reveal(markOf(current)); markOf(current).focus({ preventScroll: true }); }
  };
  const actions = {
    j: () => step(1), k: () => step(-1), g: across, o: toggle, t: theme,
    "/": () => { const first = form.querySelector("input, select"); if (first) first.focus(); }, "?": help,
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("select")) return;
    if (keys.open && event.key !== "?") return;
    const action = actions[event.key];
    if (action) { event.preventDefault(); action(); }
  });

  // A finding that is folded up would be missing on paper.
  let before = null;
  addEventListener("beforeprint", () => { before = cards.map((card) => card.open); cards.forEach((card) => { card.open = true; }); });
  addEventListener("afterprint", () => { if (before) cards.forEach((card, index) => { card.open = before[index]; }); before = null; });

  // What stays in place below the head must know how high it is.
  const measure = () => root.style.setProperty("--top", document.querySelector(".top").offsetHeight + 16 + "px");
  addEventListener("resize", measure);
  measure();
  filter();
  if (/^#f\d+$/.test(location.hash)) show(at(location.hash.slice(1)), "link");
})();
