// Copy a citation: a button beside each text, made here because it needs this script.
(() => {
  "use strict";
  const copy = async text => {
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    const field = Object.assign(document.createElement("textarea"), {value: text});
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    if (!done) throw new Error("the browser does not let this page copy");
  };

  const addButton = (text, label) => {
    const button = Object.assign(document.createElement("button"), {type: "button", textContent: label});
    const said = document.createElement("output");
    button.addEventListener("click", () => copy(text.textContent).then(
      () => { said.textContent = "Copied."; },
      () => { getSelection().selectAllChildren(text); said.textContent = "Selected: copy it with your keyboard or menu."; }));
    text.after(button, said);
  };

  for (const block of document.querySelectorAll("details.embed")) {
    const code = block.querySelector("pre"), {address} = code.dataset;
    if (/^https?:/.test(location.protocol)) {
      code.textContent = code.textContent.replace(address, new URL(address, location.href.split("#")[0]).href);
      block.querySelector("p span")?.remove();
    }
    addButton(code, "Copy the code");
  }
  for (const block of document.querySelectorAll("details.cite:not(.embed)")) {
    addButton(block.querySelector("p"), "Copy the sentence");
    addButton(block.querySelector("pre"), "Copy the BibTeX entry");
  }

  // Paper has no way to open what is closed: all of it is printed.
  const opened = [];
  addEventListener("beforeprint", () => {
    for (const block of document.querySelectorAll("details:not([open]):not(.hide):not(.cite)")) { block.open = true; opened.push(block); }
  });
  addEventListener("afterprint", () => { while (opened.length) opened.pop().open = false; });
})();
