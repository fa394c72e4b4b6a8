// The explorer: look up the answer to a choice among those worked out when the book was made.
(() => {
  "use strict";
  const written = n => n.toLocaleString("en-GB");
  const percent = n => n < 1 ? "less than 1 percent" : n > 99 ? "more than 99 percent" : `${n} percent`;
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
      const [set, rotation, share, concept] = ["set", "rotation", "share", "concept"].map(n => Number(form.elements[n].value));
      const cell = data.cells[(set * data.rotations.length + rotation) * data.shares.length + share];
      const [low, median, high, b0, b1, b2, k0, k1, k2] = cell;
      const [reachLow, reachHigh] = cell.slice(9 + 2 * concept, 11 + 2 * concept);
      const aim = data.concepts[concept];
      const span = `${written(aim.low)} to ${written(aim.high)}${aim.open ? " and more" : ""}`;
      names.textContent = `${data.sets[set].names.join(", ")}. ${data.sets[set].certain ? "All take part." : "Each takes part or stays out by its probability."}`;
      answer.replaceChildren(
        line(`About ${written(median)} soldiers kept in Ukraine; ${data.inside} percent of the draws give ${written(low)} to ${written(high)}.`),
        line(`That is ${b1} brigades with their support (${b0} to ${b2}).`),
        line(`${aim.label}: published sizes run from ${span}. The smallest is reached in ${percent(reachLow)} of the draws, the largest in ${percent(reachHigh)}.`),
        line(`The middle value would cost about ${k1} billion euros a year as a forward presence (${k0} to ${k2}), equipment apart.`),
      );
      const most = 10000 * Math.ceil(Math.max(high, aim.high, 10000) / 10000);
      const [kept, track] = bar("kept", low, high, most, "Kept in Ukraine");
      const middle = document.createElement("span");
      middle.className = "explorer-middle";
      middle.style.insetInlineStart = `${100 * median / most}%`;
      track.append(middle);
      const [asked] = bar("asked", aim.low, aim.high, most, `Published: ${aim.label.toLowerCase()}`);
      const axis = document.createElement("div");
      axis.className = "explorer-axis";
      axis.append(...[0, most / 2, most].map(n => Object.assign(document.createElement("span"), {textContent: written(n)})));
      scale.replaceChildren(kept, asked, axis);
      scale.setAttribute("aria-label", `Bars on one axis: kept in Ukraine ${written(low)} to ${written(high)}, middle ${written(median)}; published sizes ${span}.`);
    };

    form.addEventListener("input", show);
    form.addEventListener("submit", event => event.preventDefault());
    show();
    form.hidden = false;
    box.querySelector(".explorer-static").hidden = true;
  };

  document.querySelectorAll(".explorer").forEach(setUp);
})();
