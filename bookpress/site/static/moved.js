// An old address of what has a page of its own now leads there; without scripts the reader is at the link to it.
(() => {
  "use strict";
  const place = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const link = place && place.matches(".moved") && place.querySelector("a[href]");
  if (link) location.replace(link.href);
})();
