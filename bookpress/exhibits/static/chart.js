// What plotly.js is given to draw a chart: in the page, and when its pictures are made.
(() => {
  "use strict";
  const NARROW = 600;  // pixels up to which a column has no room for long lines
  // Charts are made in the light colours; on a dark page each is swapped for its dark counterpart.
  const themed = (value, dark) => dark
    ? JSON.parse(JSON.stringify(value).replace(/#[0-9a-f]{6}\b/g, c => window.exhibitStyle.dark[c] ?? c))
    : structuredClone(value);

  // A slider is no part of the drawing: the page has a native one, which names the step to show.
  // Where there is room a chart may have a drawing or a layout of its own, such as longer lines of words.
  const prepare = (spec, dark, width, step = spec.layout.sliders?.[0].active ?? 0) => {
    const {sliders, meta, ...narrow} = spec.layout;
    const roomy = width > NARROW && meta?.wide;
    const layout = roomy ? {...narrow, ...meta.wide.layout} : narrow;
    const data = structuredClone((roomy && meta.wide.data) || spec.data);
    const [changes, traces] = sliders?.[0].steps[step].args ?? [{}, []];
    for (const [key, values] of Object.entries(changes)) {
      traces.forEach((trace, i) => {
        const path = key.split(".");
        const holder = path.slice(0, -1).reduce((at, part) => at[part] ??= {}, data[trace]);
        holder[path.at(-1)] = values[i % values.length];
      });
    }
    return {data: themed(data, dark), layout: themed({...layout, template: window.exhibitStyle.template}, dark), config: spec.config};
  };

  window.exhibitChart = {prepare};
})();
