// Tables that are wider than their place: cards on a phone; elsewhere the free width of the page, then smaller type, then cards,
// which also take texts too long for a column.
(() => {
  "use strict";
  const phone = matchMedia("(max-width: 600px)");
  const tables = [...document.querySelectorAll("article table:is(.exhibit-table, .reference-table)")].filter(t => t.tHead && t.tBodies.length);
  if (!tables.length) return;
  const isCut = table => table.parentElement.scrollWidth > table.parentElement.clientWidth + 1;
  // A row that fills more than a third of a screen is a column of words beside blanks.
  const isTall = table => [...table.tBodies[0].rows].some(row => row.offsetHeight > 340);
  // A long table with a search is not laid out while it is far from the window, so that it cannot be measured.
  const isUnlaid = table => table.classList.contains("table-search");

  // Many short rows of numbers are read as columns: they are set as small as it takes.
  const isOfNumbers = table => table.tBodies[0].rows.length > 20
    && [...table.tHead.rows[0].cells].slice(1).every(head => head.classList.contains("text-right"));

  // As cards each cell says which column it is of, by one rule a column and not a text a cell; blanks take no line.
  const titles = new CSSStyleSheet();
  document.adoptedStyleSheets.push(titles);
  const labelled = new Map();
  const asCards = table => {
    table.classList.remove("tight", "numbers");
    table.classList.add("cards");
    if (labelled.has(table)) return;
    const name = `cards-${labelled.size}`;
    labelled.set(table, name);
    table.classList.add(name);
    [...table.tHead.rows[0].cells].forEach((head, i) => {
      titles.insertRule(`table.cards.${name} td:nth-child(${i + 1})::before { content: ${JSON.stringify(head.textContent.trim())}; }`);
    });
    for (const cell of table.tBodies[0].querySelectorAll("td")) cell.classList.toggle("blank", cell.textContent.trim() === "–");
  };

  const fit = () => {
    for (const table of tables) {
      table.classList.remove("cards", "tight", "numbers");
      if (phone.matches) {
        const unfit = () => isUnlaid(table) || isCut(table);
        if (unfit() && isOfNumbers(table)) table.classList.add("numbers");
        if (unfit()) asCards(table);
        continue;
      }
      const unfit = () => isUnlaid(table) || isCut(table) || isTall(table);
      if (unfit()) table.classList.add("table-spread");
      if (unfit()) table.classList.add("tight");
      if (!isUnlaid(table) && unfit()) asCards(table);
    }
  };
  // At once, and when the text has another width: a phone is turned, a window made smaller.
  let width;
  new ResizeObserver(([text]) => {
    if (width !== undefined && text.contentRect.width !== width) fit();
    width = text.contentRect.width;
  }).observe(document.querySelector("article"));
  fit();
  // What is folded has no width to measure.
  document.addEventListener("toggle", event => { if (event.target.matches("details.fold")) fit(); }, true);

  // While a wide table passes the contents of the page, these step back.
  const side = document.querySelector(".bd-sidebar-secondary");
  if (!side) return;
  const passing = new Set();
  const watch = new IntersectionObserver(entries => {
    for (const e of entries) passing[e.isIntersecting ? "add" : "delete"](e.target);
    side.classList.toggle("passed", passing.size > 0);
  });
  for (const table of tables) if (table.classList.contains("table-spread")) watch.observe(table);
})();
