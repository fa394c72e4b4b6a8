// The explorer: look up the answer to a choice among those worked out when the book was made.
(() => {
  "use strict";
  const number = text => Number(text.replaceAll(",", ""));
  const line = text => Object.assign(document.createElement("p"), {textContent: text});

  const setUp = box => {
    const data = JSON.parse(box.querySelector('script[type="application/json"]').textContent);
    const form = box.querySelector("form");
    const [names, answer, scale] = [".explorer-names", ".explorer-answer", ".explorer-scale"].map(s => form.querySelector(s));

    const bar = (kind, from, to, most, text) => {
      const row = document.createElement("div");
      row.className = "explorer-row";
      const mark = document.createElement("span");
      mark.className = `explorer-bar ${kind}`;
      mark.style.insetInlineStart = `${100 * from / most}%`;
      mark.style.inlineSize = `${Math.max(0.6, 100 * (to - from) / most)}%`;
      const track = document.createElement("div");
      track.className = "explorer-track";
      track.append(mark);
      row.append(Object.assign(document.createElement("span"), {className: "explorer-label", textContent: text}), track);
      return [row, track];
    };

    const show = () => {
      const [set, weight, rotation, brigade, concept] =
        ["set", "weight", "rotation", "brigade", "concept"].map(n => Number(form.elements[n].value));
      const place = ((set * data.weights.length + weight) * data.rotations.length + rotation) * data.brigades.length + brigade;
      const cell = data.cells[place].split("|");
      const aim = data.concepts[concept];
      const [reachLow, reachHigh] = cell.slice(data.keys.length + 2 * concept).map(i => data.chances[i]);
      const said = {...Object.fromEntries(data.keys.map((key, i) => [key, cell[i]])), inside: data.inside,
        purpose: aim.label, least: aim.least, most: aim.most, reach_low: reachLow, reach_high: reachHigh};
      names.textContent = data.sets[set].names;
      answer.replaceChildren(...data.lines.map(text => line(text.replace(/\{(\w+)\}/g, (_, key) => said[key]))));
      const [low, median, high, least, asked] = [said.low, said.median, said.high, aim.least, aim.most.split(" ")[0]].map(number);
      const most = 10000 * Math.ceil(Math.max(high, asked, 10000) / 10000);
      const [kept, track] = bar("kept", low, high, most, "Kept in Ukraine");
      const middle = document.createElement("span");
      middle.className = "explorer-middle";
      middle.style.insetInlineStart = `${100 * median / most}%`;
      track.append(middle);
      const [wanted] = bar("asked", least, asked, most, `Published: ${aim.label.toLowerCase()}`);
      const axis = document.createElement("div");
      axis.className = "explorer-axis";
      axis.append(...[0, most / 2, most].map(n => Object.assign(document.createElement("span"), {textContent: n.toLocaleString("en-GB")})));
      scale.replaceChildren(kept, wanted, axis);
      scale.setAttribute("aria-label", `Bars on one axis: kept in Ukraine ${said.low} to ${said.high}, middle ${said.median}; published sizes ${aim.least} to ${aim.most}.`);
    };

    form.addEventListener("input", show);
    form.addEventListener("submit", event => event.preventDefault());
    show();
    form.hidden = false;
    box.querySelector(".explorer-static").hidden = true;
  };

  document.querySelectorAll(".explorer").forEach(setUp);
})();
