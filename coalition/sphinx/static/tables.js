// Long tables: search, sort and filter in the page. The rows stand in the page already; without this script they stay complete.
(() => {
  "use strict";
  const tables = [...document.querySelectorAll("table.table-search")];
  if (!tables.length) return;
  const base = document.currentScript.src.replace(/tables\.js.*$/, "");
  const made = [];

  const field = (label, control) => {
    const box = document.createElement("label");
    box.append(label, control);
    return box;
  };

  const choices = (label, values) => {
    const select = document.createElement("select");
    select.append(new Option("all", ""), ...[...new Set(values)].sort((a, b) => a.localeCompare(b)).map(v => new Option(v, v)));
    return {box: field(label, select), select, values};
  };

  const enhance = (table, number) => {
    const heads = [...table.tHead.rows[0].cells];
    const titles = heads.map(h => h.textContent.trim());
    const rows = [...table.tBodies[0].rows];
    const library = new window.DataTable(table, {
      paging: false, info: false, autoWidth: false, order: [],
      layout: {topStart: null, topEnd: null, bottomStart: null, bottomEnd: null},
      columnDefs: [{targets: "text-right", type: "num-fmt"}],
      language: {zeroRecords: "No row fits the search."},
    });
    const tools = document.createElement("form");
    tools.className = "table-tools";
    tools.setAttribute("role", "search");
    const caption = table.caption?.querySelector(".caption-text")?.textContent ?? `table ${number + 1}`;
    tools.setAttribute("aria-label", `Search: ${caption}`);
    const input = document.createElement("input");
    input.type = "search";
    const filters = heads.flatMap((head, i) =>
      head.classList.contains("table-filter") ? [choices(titles[i], rows.map(r => r.cells[i].textContent.trim()))] : []);
    const reset = document.createElement("button");
    reset.type = "reset";
    reset.textContent = "Show all";
    const count = document.createElement("output");
    tools.append(field("Search these rows", input), ...filters.map(f => f.box), reset, count);
    const container = table.closest(".pst-scrollable-table-container");
    container.before(tools);
    container.tabIndex = 0;
    container.setAttribute("role", "region");
    container.setAttribute("aria-label", caption);

    library.search.fixed("filters", (text, data, row) => filters.every(f => !f.select.value || f.values[row] === f.select.value));
    const apply = () => {
      library.search(input.value).draw();
      count.textContent = `${library.rows({search: "applied"}).count().toLocaleString("en-GB")} of ${rows.length.toLocaleString("en-GB")} rows`;
    };
    let waiting;
    input.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(apply, 150); });
    filters.forEach(f => f.select.addEventListener("change", apply));
    tools.addEventListener("submit", event => event.preventDefault());
    tools.addEventListener("reset", () => setTimeout(apply));
    apply();
    made.push({tools, rows});
  };

  // A permalink to a row that a search has taken away shows all rows again.
  const reveal = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    if (!id) return;
    const hidden = made.find(m => m.rows.some(r => r.id === id && !r.isConnected));
    if (hidden) hidden.tools.reset();
    setTimeout(() => document.getElementById(id)?.scrollIntoView(), 50);
  };

  const script = document.createElement("script");
  script.src = base + "datatables.js";
  script.onload = () => {
    tables.forEach(enhance);
    document.documentElement.dataset.tables = "ready";
    reveal();
    window.addEventListener("hashchange", reveal);
  };
  document.head.append(script);
})();
