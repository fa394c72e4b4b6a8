// What scrolls by itself can be reached by keyboard. The theme measures every such box when a page is loaded, which lays out all of it; this looks at each when it comes near.
(() => {
  "use strict";
  const near = new IntersectionObserver(entries => entries.forEach(({isIntersecting, target}) => {
    if (isIntersecting) target.tabIndex = target.scrollWidth > target.clientWidth || target.scrollHeight > target.clientHeight ? 0 : -1;
  }), {rootMargin: "200px"});
  document.querySelectorAll("pre, .pst-scrollable-table-container").forEach(box => {
    box.tabIndex = 0;
    near.observe(box);
  });
})();
