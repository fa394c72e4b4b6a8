(root => {
  let mode = "auto";
  try { mode = localStorage.getItem("mode") || mode; } catch { /* a reader may forbid storage */ }
  root.dataset.mode = mode;
  root.dataset.theme = mode === "auto" ? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light") : mode;
})(document.documentElement);
