// Fill the foot of a page: where a figure does not fit, it and those above it shrink a little, or it gives way to what follows it.
(() => {
  const PAGE = 948;          // height of the type area in CSS pixels: A4 less the margins of print.css
  const SHRINK = 0.8;        // a figure may become this much smaller to stay with its text
  const FARTHEST = 8;        // blocks that a figure may let pass
  const SLACK = 20;          // what lines kept together and rounding may take
  const LEAST = 60;          // room worth filling
  const LINES = 42;          // two lines of text: fewer are not left alone on a page
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
    return found.map((element, i) => {
      const svg = element.querySelector("figure.exhibit .picture svg");
      return {
        element, svg, height: tops[i + 1] - tops[i], drawing: svg ? svg.getBoundingClientRect().height : 0,
        heading: element.matches("h1, h2, h3, h4, h5, h6, p.part"), table: Boolean(element.querySelector("table")),
        whole: Boolean(svg) || element.matches(".admonition"), end: element.matches(".rubric, .page-end"),
      };
    });
  }

  // Room that the first lines of a block need; those of a heading with what it stands above.
  function least(flow, i) {
    const block = flow[i];
    if (block.heading && flow[i + 1]) return block.height + least(flow, i + 1);
    return block.whole ? block.height : Math.min(block.height, LINES);
  }

  function shrink(figures, by) {
    const all = figures.reduce((sum, f) => sum + f.drawing, 0);
    for (const f of figures) {
      const less = Math.ceil(by * f.drawing / all);
      f.svg.style.maxHeight = `${Math.floor(f.drawing - less)}px`;
    }
  }

  // How many of the blocks after a figure can stand before it, in the room left on its page.
  function passing(flow, i, room) {
    let passed = 0, filled = 0;
    while (passed < FARTHEST && filled < room - LEAST) {
      const next = flow[i + 1 + passed];
      if (!next || next.whole || next.end || (next.table && filled + next.height > room)) break;
      passed += 1;
      filled += next.height;
    }
    while (passed && flow[i + passed].heading) passed -= 1;
    return passed;
  }

  function place(article) {
    const flow = measured(article);
    let used = 0, figures = [];
    const begin = height => { used = height; figures = []; };
    for (let i = 0; i < flow.length; i++) {
      const block = flow[i], room = PAGE - used, over = block.height - room;
      if (block.svg) {
        const together = [...figures, block], by = over + SLACK;
        if (over <= -SLACK / 2) {
          used += block.height;
        } else if (by <= (1 - SHRINK) * together.reduce((sum, f) => sum + f.drawing, 0)) {
          shrink(together, by);
          used = PAGE;
        } else {
          const passed = block.moved ? 0 : passing(flow, i, room);
          if (passed) {
            flow[i + passed].element.after(block.element);
            block.moved = true;
            flow.splice(i, 1);
            flow.splice(i + passed, 0, block);
            i -= 1;
            continue;
          }
          begin(block.height);
        }
        figures.push(block);
      } else if (least(flow, i) > room) {
        begin(block.height);
        used %= PAGE;
      } else if (over > 0) {
        begin(over % PAGE);
      } else {
        used += block.height;
      }
    }
  }

  document.querySelectorAll("article.chapter:not(.annex)").forEach(place);
})
