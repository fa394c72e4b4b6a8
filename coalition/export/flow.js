// Fill the foot of a page: where a figure does not fit, it gives way to the text that follows it, or shrinks a little.
(() => {
  const PAGE = 948;          // height of the type area in CSS pixels: A4 less the margins of print.css
  const SHRINK = 0.8;        // a figure may become this much smaller to stay with its text
  const FARTHEST = 8;        // blocks of text that a figure may let pass
  const SLACK = 20;          // what lines kept together and rounding may take
  const LEAST = 60;          // room worth filling
  const INSIDE = "section, .cell, .cell_output, .cell_output > div";

  function* blocks(node) {
    for (const child of node.children) {
      if (child.matches(".turned, span, .source-list")) continue;
      const exhibit = child.matches(".cell") && child.querySelector("figure.exhibit, table");
      if (child.matches(INSIDE) && !exhibit) yield* blocks(child);
      else yield child;
    }
  }

  function measured(article) {
    const found = [...blocks(article)];
    const tops = found.map(b => b.getBoundingClientRect().top);
    tops.push(found.length ? found[found.length - 1].getBoundingClientRect().bottom : 0);
    return found.map((element, i) => ({
      element, height: tops[i + 1] - tops[i], svg: element.querySelector("figure.exhibit .picture svg"),
      heading: /^H\d$/.test(element.tagName), table: Boolean(element.querySelector("table")), whole: element.matches(".admonition"),
    }));
  }

  function place(article) {
    const flow = measured(article);
    let used = 0;
    for (let i = 0; i < flow.length; i++) {
      const block = flow[i], room = PAGE - used, over = block.height - room;
      if (over <= (block.svg ? -SLACK / 2 : 0)) { used += block.height; continue; }
      if (block.whole || block.heading) { used = block.height; continue; }
      if (!block.svg) { used = over % PAGE; continue; }
      const drawing = block.svg.getBoundingClientRect().height;
      if (drawing - over - SLACK >= SHRINK * drawing) {
        block.svg.style.maxHeight = `${Math.floor(drawing - over - SLACK)}px`;
        used = PAGE;
        continue;
      }
      let passed = 0, filled = 0;
      while (!block.moved && passed < FARTHEST && filled < room - LEAST) {
        const next = flow[i + 1 + passed];
        if (!next || next.svg || next.table || next.whole) break;
        passed += 1;
        filled += next.height;
      }
      while (passed && flow[i + passed].heading) passed -= 1;
      if (!passed) { used = block.height; continue; }
      flow[i + passed].element.after(block.element);
      block.moved = true;
      flow.splice(i, 1);
      flow.splice(i + passed, 0, block);
      i -= 1;
    }
  }

  document.querySelectorAll("article.chapter:not(.annex)").forEach(place);
})
