// Long tables: search, sort and filter in the page. The rows and the form stand in the page; the library comes when a reader goes to use them.
(() => {
  "use strict";
  const base = document.currentScript.src.replace(/tables\.js.*$/, "");
  const made = new Map();

  let library;
  const load = () => library ??= new Promise((resolve, reject) => {
    const script = Object.assign(document.createElement("script"), {src: `${base}datatables.js`, onload: resolve});
    script.onerror = () => { library = undefined; reject(new Error("the library of the tables could not be loaded")); };
    document.head.append(script);
  });

  // What a reader sees of a cell: its text, blanks together, as an option of a filter has it.
  const shown = text => text.replace(/\s+/g, " ").trim();
  const MISSING = new Set(["", "–"]);
  const words = new Intl.Collator("en-GB", {numeric: true, sensitivity: "base"});
  const readings = {
    "shown-text": [text => text, (a, b) => words.compare(a, b)],
    "shown-number": [text => Number(text.replace(/[−–]/g, "-").replace(/[^\d.-]/g, "")), (a, b) => a - b],
  };

  // Cells without a value come last whichever way a column is sorted.
  const orders = order => {
    for (const [type, [read, compare]] of Object.entries(readings)) {
      const sorted = way => (a, b) => a === null || b === null ? (a === null) - (b === null) : way * compare(a, b);
      order[`${type}-pre`] = html => {
        const text = shown(String(html).replace(/<[^>]*>/g, ""));
        return MISSING.has(text) ? null : read(text);
      };
      order[`${type}-asc`] = sorted(1);
      order[`${type}-desc`] = sorted(-1);
    }
  };

  const start = async (form, table) => {
    const rows = [...table.tBodies[0].rows];
    const filters = [...form.querySelectorAll("select")].map(select => {
      const column = [...table.tHead.rows[0].cells].findIndex(head => head.textContent.trim() === select.parentElement.firstChild.textContent);
      return {select, values: rows.map(row => shown(row.cells[column].textContent))};
    });
    await load();
    orders(window.DataTable.ext.type.order);
    const focused = document.activeElement;
    const found = new window.DataTable(table, {
      paging: false, info: false, autoWidth: false, order: [],
      layout: {topStart: null, topEnd: null, bottomStart: null, bottomEnd: null},
      columnDefs: [{targets: "text-right", type: "shown-number"}, {targets: "_all", type: "shown-text"}],
      language: {zeroRecords: "No row fits the search."},
    });
    found.search.fixed("filters", (text, data, row) => filters.every(f => !f.select.value || f.values[row] === f.select.value));
    const apply = () => {
      found.search(form.querySelector("input").value).draw();
      form.querySelector("output").textContent = `${found.rows({search: "applied"}).count().toLocaleString("en-GB")} of ${rows.length.toLocaleString("en-GB")} rows`;
    };
    let waiting;
    form.querySelector("input").addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(apply, 150); });
    filters.forEach(f => f.select.addEventListener("change", apply));
    form.addEventListener("reset", () => setTimeout(apply));
    apply();
    // The library takes the rows out and puts them back, and the focus with them: a reader by keyboard goes on from where they were.
    if (table.contains(focused)) focused.focus({preventScroll: true});
    table.dataset.search = "ready";
    return {form, rows, found};
  };

  for (const form of document.querySelectorAll("form.table-tools")) {
    const container = form.nextElementSibling;
    const table = container.querySelector("table");
    const begin = () => {
      if (!made.has(table)) made.set(table, start(form, table).catch(error => { made.delete(table); throw error; }));
      return made.get(table);
    };
    for (const use of ["focusin", "pointerdown", "input"]) form.addEventListener(use, begin);
    form.addEventListener("submit", event => event.preventDefault());
    // A click on a column before the library is there sorts by it; afterwards the library listens itself.
    table.tHead.addEventListener("click", async event => {
      const head = event.target.closest("th");
      if (!head || table.dataset.search) return;
      const column = head.cellIndex;
      (await begin()).found.order([column, "asc"]).draw();
    });
    // By keyboard a reader comes to the table through its scrolling box; the press of a pointer focuses the box too, and
    // a head that is made anew between press and release gets no click.
    container.addEventListener("focus", () => container.matches(":focus-visible") && begin());
    container.tabIndex = 0;
    container.setAttribute("role", "region");
    container.setAttribute("aria-label", form.getAttribute("aria-label").replace("Search: ", ""));
  }

  // A permalink to a row that a search has taken away shows all rows again.
  window.addEventListener("hashchange", async () => {
    const id = decodeURIComponent(location.hash.slice(1));
    if (!id || document.getElementById(id)) return;
    for (const {form, rows} of await Promise.all(made.values())) {
      if (rows.some(row => row.id === id)) form.reset();
    }
    setTimeout(() => document.getElementById(id)?.scrollIntoView(), 50);
  });
})();
