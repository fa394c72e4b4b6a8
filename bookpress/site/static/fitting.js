// Tables that are wider than their place: cards on a phone, the free width of the page elsewhere.
(() => {
  "use strict";
  // On a phone a table that does not fit its box is shown as cards: each cell says which column it is of.
  const phone = matchMedia("(max-width: 600px)");
  const asTable = {TABLE: "table", TBODY: "rowgroup", THEAD: "rowgroup", TR: "row", TH: "rowheader", TD: "cell"};
  const labelled = new WeakSet();
  const label = table => {
    if (labelled.has(table)) return;
    labelled.add(table);
    const heads = [...table.tHead.rows[0].cells].map(head => head.textContent.trim());
    for (const part of [table, table.tBodies[0], ...table.tBodies[0].rows]) part.setAttribute("role", asTable[part.tagName]);
    for (const row of table.tBodies[0].rows) {
      [...row.cells].forEach((cell, i) => {
        cell.setAttribute("role", asTable[cell.tagName]);
        if (cell.tagName === "TD" && cell.textContent.trim() !== "–") cell.dataset.label = heads[i];
      });
    }
  };
  const fit = () => {
    for (const table of document.querySelectorAll("article table:is(.exhibit-table, .reference-table)")) {
      if (!table.tHead || !table.tBodies.length) continue;
      table.classList.remove("cards");
      const box = table.parentElement;
      if (!phone.matches || box.scrollWidth <= box.clientWidth + 1) continue;
      label(table);
      table.classList.add("cards");
    }
  };
  fit();
  phone.addEventListener("change", fit);

  // While a wide table passes the contents of the page, these step back.
  const side = document.querySelector(".bd-sidebar-secondary");
  if (side) {
    const passing = new Set();
    const watch = new IntersectionObserver(entries => {
      for (const e of entries) passing[e.isIntersecting ? "add" : "delete"](e.target);
      side.classList.toggle("passed", passing.size > 0);
    });
    document.querySelectorAll("table.table-spread").forEach(table => watch.observe(table));
  }
})();
