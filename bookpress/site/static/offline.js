// A served copy can be kept in the browser, when a reader asks for it, and read without a network.
// A book that is opened from files needs none of it, and gets none.
(() => {
  "use strict";
  if (!/^https?:$/.test(location.protocol) || !isSecureContext || !navigator.serviceWorker) return;
  const root = new URL(document.documentElement.dataset.content_root || "./", location.href);
  const at = path => new URL(path, root).href;
  document.head.append(Object.assign(document.createElement("link"), {rel: "manifest", href: at("manifest.webmanifest")}));

  // The page of an address, and all that it shows.
  const shown = async address => {
    const page = new DOMParser().parseFromString(await (await fetch(address)).text(), "text/html");
    const found = page.querySelectorAll("link[rel=stylesheet], link[rel=icon], script[src], img[src], source[srcset], [data-spec]");
    const files = [...found].map(e => e.getAttribute("href") || e.getAttribute("src") || e.getAttribute("srcset") || e.dataset.spec);
    return [address, ...files.map(file => new URL(file, address).href)];
  };

  const keep = async () => {
    await navigator.serviceWorker.register(at("offline-worker.js"));
    const {pages} = await (await fetch(at("_downloads/index.json"))).json();
    const files = new Set();
    for (const page of pages) for (const file of await shown(at(page.address))) files.add(file);
    const kept = await caches.open(`book ${root}`);
    await kept.addAll(files);
    return files.size;
  };

  const forget = async () => {
    const worker = await navigator.serviceWorker.getRegistration(root);
    await worker?.unregister();
    await caches.delete(`book ${root}`);
  };

  const place = document.querySelector(".page-downloads");
  if (!place) return;
  const line = Object.assign(document.createElement("p"), {className: "page-offline"});
  const button = Object.assign(document.createElement("button"), {type: "button"});
  const said = document.createElement("output");
  const label = isKept => { button.textContent = isKept ? "Forget the copy kept for reading offline" : "Keep this book for reading offline"; };
  let kept = false;
  caches.has(`book ${root}`).then(found => { kept = found; label(kept); });
  button.addEventListener("click", async () => {
    button.disabled = true;
    said.textContent = kept ? "" : "Keeping its pages and pictures.";
    try {
      said.textContent = kept ? (await forget(), "Forgotten.") : `Kept: ${await keep()} files.`;
      kept = !kept;
      label(kept);
    } catch {
      await forget();
      said.textContent = "It could not be kept: the network or the room of the browser gave out.";
    }
    button.disabled = false;
  });
  label(false);
  line.append(button, said);
  place.after(line);
})();
