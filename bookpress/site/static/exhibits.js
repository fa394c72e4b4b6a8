// Exhibits are pictures until a reader points at one, taps it, focuses or presses its button: then plotly.js, from the book itself, draws it live.
(() => {
  "use strict";
  const LEAST = 0.9;  // of its height that a drawing made of words can do with
  const base = document.currentScript.src.replace(/exhibits\.js.*$/, "");
  const charts = [...document.querySelectorAll(".exhibit-chart")];
  const isDark = () => document.documentElement.dataset.theme === "dark";
  const LINGER = 150; // milliseconds: a pointer on its way over the page asks for nothing

  const scripts = new Map();
  const load = address => {
    if (!scripts.has(address)) {
      scripts.set(address, new Promise((resolve, reject) => {
        const script = Object.assign(document.createElement("script"), {src: address, onload: resolve});
        script.onerror = () => { scripts.delete(address); reject(new Error(`${address} could not be loaded`)); };
        document.head.append(script);
      }));
    }
    return scripts.get(address);
  };

  const specs = {};
  const spec = (name, value) => { specs[name] = value; };

  const parts = chart => {
    const figure = chart.closest("figure");
    return {figure, ask: figure.querySelector(".exhibit-ask"), slider: figure.querySelector(".exhibit-slider input")};
  };

  const drawn = new Map();
  const draw = chart => {
    if (!drawn.has(chart)) drawn.set(chart, drawNow(chart).catch(error => { drawn.delete(chart); failed(chart); throw error; }));
    return drawn.get(chart);
  };

  const failed = chart => {
    const {ask} = parts(chart);
    if (ask) ask.textContent = "The live chart could not be loaded: try again";
  };

  const drawNow = async chart => {
    const {figure, ask, slider} = parts(chart);
    if (ask) ask.textContent = "Loading";
    await Promise.all(["plotly.min.js", "exhibit-style.js", "chart.js"].map(file => load(base + file)).concat(load(chart.dataset.spec)));
    const {height} = chart.getBoundingClientRect();
    const box = document.createElement("div");
    box.className = "exhibit-live";
    box.setAttribute("role", "img");
    box.setAttribute("aria-label", chart.querySelector("img")?.alt ?? chart.dataset.alt);
    chart.append(box);
    const render = () => {
      const {data, layout, config} = window.exhibitChart.prepare(specs[figure.id], isDark(), chart.clientWidth, slider ? Number(slider.value) : undefined);
      // The live chart takes the place of the picture, so that nothing below it moves; where the column is too small
      // for the wide drawing that the picture shows, it takes what the narrow one needs.
      const squeezed = specs[figure.id].layout.meta?.wide?.data && height < LEAST * layout.height;
      return window.Plotly.react(box, data, {...layout, height: squeezed || !height ? layout.height : height}, config);
    };
    await render();
    slider?.addEventListener("input", render);
    new MutationObserver(render).observe(document.documentElement, {attributes: true, attributeFilter: ["data-theme"]});
    chart.dataset.state = "drawn";
    if (ask) {
      ask.textContent = "Live";
      ask.title = "Point at or tap a mark to read it";
      ask.setAttribute("aria-disabled", "true");
    }
  };

  // Where the book was made without a browser there are no pictures: such a chart is drawn when it comes near the window.
  const near = new IntersectionObserver(entries => entries.forEach(entry => {
    if (!entry.isIntersecting) return;
    near.unobserve(entry.target);
    draw(entry.target);
  }), {rootMargin: "600px"});

  const listen = chart => {
    const {ask, slider} = parts(chart);
    let waiting;
    chart.addEventListener("pointerenter", event => { if (event.pointerType === "mouse") waiting = setTimeout(draw, LINGER, chart); });
    chart.addEventListener("pointerleave", () => clearTimeout(waiting));
    chart.addEventListener("click", () => draw(chart));
    ask?.addEventListener("click", () => draw(chart));
    ask?.addEventListener("focus", () => draw(chart));
    slider?.addEventListener("input", () => draw(chart));
  };

  const PACE = 1200; // milliseconds a step: time to read what moved
  const playing = (button, slider) => {
    let beat;
    const stop = () => { clearInterval(beat); beat = undefined; button.textContent = "Play"; button.setAttribute("aria-pressed", "false"); };
    const go = value => { slider.value = value; slider.dispatchEvent(new Event("input")); };
    button.addEventListener("click", () => {
      if (beat) return stop();
      button.textContent = "Pause";
      button.setAttribute("aria-pressed", "true");
      go(slider.value === slider.max ? slider.min : Number(slider.value) + 1);
      beat = setInterval(() => { go(Number(slider.value) + 1); if (slider.value === slider.max) stop(); }, PACE);
    });
  };
  for (const button of document.querySelectorAll(".exhibit-play")) playing(button, parts(button).slider);
  for (const slider of document.querySelectorAll(".exhibit-slider input")) {
    const labels = JSON.parse(slider.dataset.labels);
    const output = slider.parentElement.querySelector("output");
    slider.addEventListener("input", () => {
      output.textContent = labels[slider.value];
      slider.setAttribute("aria-valuetext", labels[slider.value]);
    });
  }
  for (const chart of charts) {
    if (chart.hasAttribute("data-live")) near.observe(chart);
    listen(chart);
  }
  window.exhibits = {spec, drawAll: () => Promise.all(charts.map(draw))};

  // A link to something inside closed blocks opens them.
  const reveal = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    let opened = false;
    for (let block = target && target.closest("details:not([open])"); block; block = block.closest("details:not([open])")) {
      block.open = opened = true;
    }
    if (opened) target.scrollIntoView();
  };
  window.addEventListener("hashchange", reveal);
  reveal();
})();
