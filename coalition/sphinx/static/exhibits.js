// Draw the exhibits of a page: plotly.js is loaded once, from the book itself, when a chart comes near the window.
(() => {
  "use strict";
  const base = document.currentScript.src.replace(/exhibits\.js.*$/, "");
  const charts = [...document.querySelectorAll(".exhibit-chart")];
  const isDark = () => document.documentElement.dataset.theme === "dark";

  // Charts are made in the light colours; on a dark page each is swapped for its dark counterpart.
  const themed = value => {
    if (!isDark()) return structuredClone(value);
    const text = JSON.stringify(value).replace(/#[0-9a-f]{6}\b/g, c => window.exhibitStyle.dark[c] ?? c);
    return JSON.parse(text);
  };

  let loading;
  const plotly = () => loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = base + "plotly.min.js";
    script.onload = () => resolve(window.Plotly);
    script.onerror = () => reject(new Error("plotly.js could not be loaded"));
    document.head.append(script);
  });

  // A plotly slider cannot be reached by keyboard: replace it by a native range input that runs the same steps.
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
    const library = await plotly();
    const spec = JSON.parse(chart.querySelector('script[type="application/json"]').textContent);
    const box = document.createElement("div");
    chart.append(box);
    const slider = spec.layout.sliders?.[0];
    delete spec.layout.sliders;
    let step = slider?.active ?? 0;
    const layout = () => themed({...spec.layout, template: window.exhibitStyle.template});
    const apply = () => slider && library.restyle(box, ...themed(slider.steps[step].args));
    const render = async () => { await library.react(box, themed(spec.data), layout(), spec.config); await apply(); };
    await render();
    if (slider) addSlider(chart, slider.steps, step, next => { step = next; apply(); });
    new MutationObserver(render).observe(document.documentElement, {attributes: true, attributeFilter: ["data-theme"]});
    chart.dataset.state = "drawn";
  };

  const near = new IntersectionObserver(entries => entries.forEach(entry => {
    if (!entry.isIntersecting) return;
    near.unobserve(entry.target);
    draw(entry.target);
  }), {rootMargin: "600px"});
  charts.forEach(chart => near.observe(chart));
  window.exhibits = {drawAll: () => Promise.all(charts.map(draw))};

  // A link to a source inside a closed block opens the block.
  const reveal = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const details = target && target.closest("details");
    if (details && !details.open) { details.open = true; target.scrollIntoView(); }
  };
  window.addEventListener("hashchange", reveal);
  reveal();
})();
