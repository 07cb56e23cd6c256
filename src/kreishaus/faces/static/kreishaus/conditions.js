/* The condition editor with comfort: a chosen question brings its comparisons at once. Works without: every line has buttons. */
"use strict";

(() => {
  document.addEventListener("change", (event) => {
    const form = event.target.closest?.("#regel-formular");
    if (form && event.target.matches("[data-refresh]")) htmx.trigger(form, "auffrischen");
  });
  // Buttons of the editor change the tree in place; saving and deleting go the usual way.
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("#regel-formular button[name=tun]");
    if (!button || ["speichern", "loeschen", "immer"].includes(button.value)) return;
    event.preventDefault();
    const form = button.form;
    // The source sends the inputs of its form along; the button says what to do.
    htmx.ajax("POST", location.href, { source: form, target: "#regel", select: "#regel", swap: "outerHTML show:none", values: { tun: button.value } });
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.xhr.status < 300 && !event.detail.serverResponse.includes('id="regel"')) {
      event.detail.shouldSwap = false;
      location.reload();
    }
  });
  document.addEventListener("htmx:afterSettle", () => {
    const selects = [...document.querySelectorAll("#regel-formular .kb-compare select")];
    if (document.activeElement === document.body) selects.at(-1)?.focus();
  });
})();
