// Exhibits are pictures until a reader points at one, taps it, or asks for it: then plotly.js, from the book itself, draws it live.
(() => {
  "use strict";
  const base = document.currentScript.src.replace(/exhibits\.js.*$/, "");
  const charts = [...document.querySelectorAll(".exhibit-chart")];
  const isDark = () => document.documentElement.dataset.theme === "dark";

  const scripts = new Map();
  const load = address => {
    if (!scripts.has(address)) {
      scripts.set(address, new Promise((resolve, reject) => {
        const script = Object.assign(document.createElement("script"), {src: address, onload: resolve});
        script.onerror = () => reject(new Error(`${address} could not be loaded`));
        document.head.append(script);
      }));
    }
    return scripts.get(address);
  };

  const specs = {};
  const spec = (name, value) => { specs[name] = value; };

  // A plotly slider cannot be reached by keyboard: a native range input runs the same steps.
  const addSlider = (chart, steps, active, onStep) => {
    const label = document.createElement("label");
    label.className = "exhibit-slider";
    const text = document.createElement("span");
    text.textContent = "Date: ";
    const output = document.createElement("output");
    const input = document.createElement("input");
    Object.assign(input, {type: "range", min: 0, max: steps.length - 1, step: 1, value: active});
    const say = () => {
      output.textContent = steps[input.value].label;
      input.setAttribute("aria-valuetext", steps[input.value].label);
    };
    input.addEventListener("input", () => { say(); onStep(Number(input.value)); });
    say();
    text.append(output);
    label.append(text, input);
    chart.before(label);
  };

  const draw = async chart => {
    if (chart.dataset.state) return;
    chart.dataset.state = "loading";
    const name = chart.closest("figure").id;
    await Promise.all([load(`${base}plotly.min.js`), load(chart.dataset.spec)]);
    const slider = specs[name].layout.sliders?.[0];
    let step = slider?.active;
    const box = document.createElement("div");
    box.className = "exhibit-live";
    chart.append(box);
    const render = () => {
      const {data, layout, config} = window.exhibitChart.prepare(specs[name], isDark(), step);
      return window.Plotly.react(box, data, layout, config);
    };
    await render();
    if (slider) addSlider(chart, slider.steps, step, next => { step = next; render(); });
    new MutationObserver(render).observe(document.documentElement, {attributes: true, attributeFilter: ["data-theme"]});
    chart.dataset.state = "drawn";
  };

  // Where the book was made without a browser there are no pictures: such a chart is drawn when it comes near the window.
  const near = new IntersectionObserver(entries => entries.forEach(entry => {
    if (!entry.isIntersecting) return;
    near.unobserve(entry.target);
    draw(entry.target);
  }), {rootMargin: "600px"});
  for (const chart of charts) {
    if (chart.hasAttribute("data-live")) near.observe(chart);
    else chart.addEventListener("pointerenter", () => draw(chart), {once: true});
  }
  window.exhibits = {spec, drawAll: () => Promise.all(charts.map(draw))};

  // A link to a source inside a closed block opens the block.
  const reveal = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const details = target && target.closest("details");
    if (details && !details.open) { details.open = true; target.scrollIntoView(); }
  };
  window.addEventListener("hashchange", reveal);
  reveal();
})();
